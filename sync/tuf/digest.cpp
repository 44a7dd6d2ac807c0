#include "sync/tuf/digest.h"

#include <openssl/evp.h>

#include <array>
#include <utility>

#include "sync/tuf/hex.h"

namespace treffpunkt::tuf {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Nothing that is broken: a file must not be taken for another because its metadata names MD5 alone.
const EVP_MD* algorithm_named(std::string_view name) {
  static constexpr std::pair<std::string_view, const EVP_MD* (*)()> kAlgorithms[] = {
      {"sha256", EVP_sha256},      {"sha512", EVP_sha512},      {"sha384", EVP_sha384},
      {"sha224", EVP_sha224},      {"sha3-256", EVP_sha3_256},  {"sha3-512", EVP_sha3_512},
      {"blake2b", EVP_blake2b512}, {"blake2s", EVP_blake2s256}, {"blake2b-512", EVP_blake2b512},
  };
  for (const auto& [known, algorithm] : kAlgorithms) {
    if (known == name) return algorithm();
  }
  return nullptr;
}

}  // namespace

struct Digest::Impl {
  std::unique_ptr<EVP_MD_CTX, FreeContext> context{EVP_MD_CTX_new()};
};

Digest::Digest(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;
Digest::~Digest() = default;

std::optional<Digest> Digest::named(std::string_view algorithm) {
  const EVP_MD* found = algorithm_named(algorithm);
  if (found == nullptr) return std::nullopt;
  auto impl = std::make_unique<Impl>();
  EVP_DigestInit_ex(impl->context.get(), found, nullptr);
  return Digest(std::move(impl));
}

void Digest::add(std::string_view bytes) { EVP_DigestUpdate(impl_->context.get(), bytes.data(), bytes.size()); }

std::string Digest::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  EVP_DigestFinal_ex(impl_->context.get(), digest.data(), &length);
  return to_hex({reinterpret_cast<const char*>(digest.data()), length});
}

FileCheck::FileCheck(std::optional<std::uint64_t> length, const Hashes& hashes)
    : length_(length), any_known_(hashes.empty()) {
  for (const auto& [algorithm, hex] : hashes) {
    auto digest = Digest::named(algorithm);
    if (!digest) continue;
    any_known_ = true;
    // Read and written again, since metadata may use upper case.
    expected_.push_back({algorithm, to_hex(from_hex(hex).value_or(std::string())), std::move(*digest)});
  }
}

void FileCheck::add(std::string_view bytes) {
  bytes_ += bytes.size();
  for (Expected& expected : expected_) expected.digest.add(bytes);
}

Result<void> FileCheck::finish(std::string_view name) {
  if (length_ && bytes_ != *length_) {
    return fail(std::string(name) + ": " + std::to_string(bytes_) + " bytes, not the signed " +
                std::to_string(*length_));
  }
  if (!any_known_) return fail(std::string(name) + ": no hash of a kind that is known here");
  for (Expected& expected : expected_) {
    if (expected.digest.hex() != expected.hex) {
      return fail(std::string(name) + ": its " + expected.algorithm + " is not the signed one");
    }
  }
  return {};
}

Result<void> check_file(std::string_view bytes, std::optional<std::uint64_t> length, const Hashes& hashes,
                        std::string_view name) {
  FileCheck check(length, hashes);
  check.add(bytes);
  return check.finish(name);
}

}  // namespace treffpunkt::tuf
