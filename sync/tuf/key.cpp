#include "sync/tuf/key.h"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <array>
#include <nlohmann/json.hpp>

#include "sync/tuf/canonical.h"
#include "sync/tuf/hex.h"

namespace treffpunkt::tuf {
namespace {

template <auto function>
struct Free {
  template <typename T>
  void operator()(T* pointer) const {
    function(pointer);
  }
};
using KeyHandle = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using ContextHandle = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using BioHandle = std::unique_ptr<BIO, Free<BIO_free_all>>;

constexpr int kFewestRsaBits = 2048;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// OpenSSL asks on the terminal for the password of an encrypted PEM unless it is given someone else to ask.
int no_password(char*, int, int, void*) { return 0; }

BioHandle reader(std::string_view text) {
  return BioHandle(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

KeyHandle read_public_pem(std::string_view pem) {
  const BioHandle bio = reader(pem);
  return bio ? KeyHandle(PEM_read_bio_PUBKEY(bio.get(), nullptr, no_password, nullptr)) : nullptr;
}

bool is_p256(const EVP_PKEY* key) {
  std::array<char, 64> group{};
  std::size_t length = 0;
  if (EVP_PKEY_get_group_name(key, group.data(), group.size(), &length) != 1) return false;
  return std::string_view(group.data(), length) == "prime256v1";
}

bool verify_ed25519(const PublicKey& key, std::string_view signature, std::string_view message) {
  const auto raw = from_hex(key.value);
  if (!raw) return false;
  const KeyHandle handle(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(*raw), raw->size()));
  const ContextHandle context(EVP_MD_CTX_new());
  return handle && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, handle.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message), message.size()) == 1;
}

bool verify_ecdsa(const PublicKey& key, std::string_view signature, std::string_view message) {
  const KeyHandle handle = read_public_pem(key.value);
  const ContextHandle context(EVP_MD_CTX_new());
  if (!handle || !context || EVP_PKEY_get_base_id(handle.get()) != EVP_PKEY_EC || !is_p256(handle.get())) return false;
  return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, handle.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message), message.size()) == 1;
}

bool verify_rsa_pss(const PublicKey& key, std::string_view signature, std::string_view message) {
  const KeyHandle handle = read_public_pem(key.value);
  const ContextHandle context(EVP_MD_CTX_new());
  if (!handle || !context || EVP_PKEY_get_base_id(handle.get()) != EVP_PKEY_RSA) return false;
  if (EVP_PKEY_get_bits(handle.get()) < kFewestRsaBits) return false;
  EVP_PKEY_CTX* parameters = nullptr;  // owned by the context
  return EVP_DigestVerifyInit(context.get(), &parameters, EVP_sha256(), nullptr, handle.get()) == 1 &&
         EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
         // Signers differ in the length of the salt; it weakens nothing.
         EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_AUTO) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message), message.size()) == 1;
}

std::string digest_hex(const EVP_MD* algorithm, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, algorithm, nullptr) != 1) return {};
  return to_hex({reinterpret_cast<const char*>(digest.data()), length});
}

}  // namespace

std::string key_id(const PublicKey& key) {
  const nlohmann::json object = {{"keytype", key.keytype}, {"scheme", key.scheme}, {"keyval", {{"public", key.value}}}};
  // Strings alone always have a canonical form.
  return sha256_hex(canonical_json(object).value_or(std::string()));
}

bool verify(const PublicKey& key, std::string_view signature_hex, std::string_view message) {
  const auto signature = from_hex(signature_hex);
  if (!signature || signature->empty()) return false;
  bool valid = false;
  if (key.keytype == "ed25519" && key.scheme == "ed25519") {
    valid = verify_ed25519(key, *signature, message);
  } else if ((key.keytype == "ecdsa" || key.keytype == "ecdsa-sha2-nistp256") && key.scheme == "ecdsa-sha2-nistp256") {
    valid = verify_ecdsa(key, *signature, message);
  } else if (key.keytype == "rsa" && key.scheme == "rsassa-pss-sha256") {
    valid = verify_rsa_pss(key, *signature, message);
  }
  ERR_clear_error();
  return valid;
}

struct PrivateKey::Impl {
  KeyHandle handle;
};

PrivateKey::PrivateKey(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PrivateKey::PrivateKey(PrivateKey&&) noexcept = default;
PrivateKey& PrivateKey::operator=(PrivateKey&&) noexcept = default;
PrivateKey::~PrivateKey() = default;

PrivateKey PrivateKey::generate() {
  return PrivateKey(std::make_unique<Impl>(Impl{KeyHandle(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"))}));
}

Result<PrivateKey> PrivateKey::from_pem(std::string_view pem, std::string_view name) {
  const BioHandle bio = reader(pem);
  KeyHandle handle(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr) : nullptr);
  ERR_clear_error();
  if (!handle) return fail(std::string(name) + ": not a private key in PEM form without a password");
  if (EVP_PKEY_get_base_id(handle.get()) != EVP_PKEY_ED25519) return fail(std::string(name) + ": not an Ed25519 key");
  return PrivateKey(std::make_unique<Impl>(Impl{std::move(handle)}));
}

std::string PrivateKey::to_pem() const {
  const BioHandle bio(BIO_new(BIO_s_mem()));
  if (!bio ||
      PEM_write_bio_PKCS8PrivateKey(bio.get(), impl_->handle.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    return {};
  }
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(length)};
}

PublicKey PrivateKey::public_key() const {
  std::array<unsigned char, 32> raw{};
  std::size_t length = raw.size();
  EVP_PKEY_get_raw_public_key(impl_->handle.get(), raw.data(), &length);
  return {"ed25519", "ed25519", to_hex({reinterpret_cast<const char*>(raw.data()), length})};
}

std::string PrivateKey::sign(std::string_view message) const {
  std::array<unsigned char, 64> signature{};
  std::size_t length = signature.size();
  const ContextHandle context(EVP_MD_CTX_new());
  if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, impl_->handle.get()) != 1 ||
      EVP_DigestSign(context.get(), signature.data(), &length, bytes_of(message), message.size()) != 1) {
    return {};
  }
  return to_hex({reinterpret_cast<const char*>(signature.data()), length});
}

std::string sha256_hex(std::string_view bytes) { return digest_hex(EVP_sha256(), bytes); }
std::string sha512_hex(std::string_view bytes) { return digest_hex(EVP_sha512(), bytes); }

}  // namespace treffpunkt::tuf
