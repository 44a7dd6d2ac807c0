#include "sync/tuf/threshold.h"

#include <algorithm>
#include <set>

namespace treffpunkt::tuf {

bool signed_by_enough(const KeysById& keys, const RoleKeys& role, std::string_view signed_bytes,
                      const std::vector<Signature>& signatures) {
  // One key under two ids, or written in two ways, is still one signer.
  std::set<std::string> signers;
  for (const Signature& signature : signatures) {
    const auto key = keys.find(signature.keyid);
    const bool allowed = std::find(role.keyids.begin(), role.keyids.end(), signature.keyid) != role.keyids.end();
    if (key == keys.end() || !allowed) continue;
    if (verify(key->second, signature.sig, signed_bytes)) signers.insert(key_material(key->second));
  }
  return static_cast<int>(signers.size()) >= role.threshold;
}

}  // namespace treffpunkt::tuf
