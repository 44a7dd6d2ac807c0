#pragma once
// Who may sign for a role, and whether enough of them have (TUF 1.0 sections 4.2 and 5.3.4). Any thread.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/tuf/key.h"

namespace treffpunkt::tuf {

struct Signature {
  std::string keyid, sig;
};

struct RoleKeys {
  std::vector<std::string> keyids;
  int threshold = 1;
};

using KeysById = std::map<std::string, PublicKey>;

// Whether at least threshold distinct keys of `role` have signed `signed_bytes`. Signatures by others do not count, nor
// do key ids that `keys` does not have.
bool signed_by_enough(const KeysById& keys, const RoleKeys& role, std::string_view signed_bytes,
                      const std::vector<Signature>& signatures);

}  // namespace treffpunkt::tuf
