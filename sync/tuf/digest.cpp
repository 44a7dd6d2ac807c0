#include "sync/tuf/digest.h"

#include <openssl/evp.h>

#include <array>

#include "sync/tuf/hex.h"
#include "sync/tuf/key.h"

namespace treffpunkt::tuf {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

struct Sha256::Impl {
  std::unique_ptr<EVP_MD_CTX, FreeContext> context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : impl_(std::make_unique<Impl>()) { EVP_DigestInit_ex(impl_->context.get(), EVP_sha256(), nullptr); }
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) { EVP_DigestUpdate(impl_->context.get(), bytes.data(), bytes.size()); }

std::string Sha256::hex() {
  std::array<unsigned char, 32> digest{};
  unsigned int length = 0;
  EVP_DigestFinal_ex(impl_->context.get(), digest.data(), &length);
  return to_hex({reinterpret_cast<const char*>(digest.data()), length});
}

Result<void> check_file(std::string_view bytes, std::optional<std::uint64_t> length,
                        const std::map<std::string, std::string>& hashes, std::string_view name) {
  if (length && bytes.size() != *length) {
    return fail(std::string(name) + ": " + std::to_string(bytes.size()) + " bytes, not the signed " +
                std::to_string(*length));
  }
  bool known = hashes.empty();
  for (const auto& [algorithm, digest] : hashes) {
    if (algorithm != "sha256" && algorithm != "sha512") continue;
    known = true;
    const std::string found = algorithm == "sha256" ? sha256_hex(bytes) : sha512_hex(bytes);
    // Read and written again, since metadata may use upper case.
    if (to_hex(from_hex(digest).value_or(std::string())) != found) {
      return fail(std::string(name) + ": its " + algorithm + " is not the signed one");
    }
  }
  if (!known) return fail(std::string(name) + ": no hash of a kind that is known here");
  return {};
}

}  // namespace treffpunkt::tuf
