#include "sync/tuf/key.h"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

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
using KeyContextHandle = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
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

bool is_on(const EVP_PKEY* key, const char* curve) {
  std::array<char, 64> group{};
  std::size_t length = 0;
  if (EVP_PKEY_get_group_name(key, group.data(), group.size(), &length) != 1) return false;
  return std::string_view(group.data(), length) == curve;
}

// A point on the curve, as older feeds write it (SEC 1: "04", x, y).
KeyHandle read_point(std::string_view point, const char* curve) {
  std::string group(curve);
  std::string bytes(point);
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, bytes.data(), bytes.size()),
      OSSL_PARAM_construct_end(),
  };
  const KeyContextHandle context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1) return nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1) return nullptr;
  return KeyHandle(key);
}

// What a key's type and scheme together mean.
struct Kind {
  enum class Family { ed25519, ecdsa, rsa_pss, rsa_pkcs1 };
  std::string_view keytype, scheme;
  Family family;
  const EVP_MD* (*digest)() = nullptr;
  const char* curve = "";
};

constexpr char kP256[] = "prime256v1";
constexpr char kP384[] = "secp384r1";
constexpr char kP521[] = "secp521r1";

constexpr Kind kKinds[] = {
    {"ed25519", "ed25519", Kind::Family::ed25519},
    {"ecdsa", "ecdsa-sha2-nistp256", Kind::Family::ecdsa, EVP_sha256, kP256},
    {"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", Kind::Family::ecdsa, EVP_sha256, kP256},
    {"ecdsa", "ecdsa-sha2-nistp384", Kind::Family::ecdsa, EVP_sha384, kP384},
    {"ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384", Kind::Family::ecdsa, EVP_sha384, kP384},
    {"ecdsa", "ecdsa-sha2-nistp521", Kind::Family::ecdsa, EVP_sha512, kP521},
    {"ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521", Kind::Family::ecdsa, EVP_sha512, kP521},
    {"rsa", "rsassa-pss-sha256", Kind::Family::rsa_pss, EVP_sha256},
    {"rsa", "rsassa-pss-sha384", Kind::Family::rsa_pss, EVP_sha384},
    {"rsa", "rsassa-pss-sha512", Kind::Family::rsa_pss, EVP_sha512},
    {"rsa", "rsa-pkcs1v15-sha256", Kind::Family::rsa_pkcs1, EVP_sha256},
    {"rsa", "rsa-pkcs1v15-sha384", Kind::Family::rsa_pkcs1, EVP_sha384},
    {"rsa", "rsa-pkcs1v15-sha512", Kind::Family::rsa_pkcs1, EVP_sha512},
};

const Kind* find_kind(std::string_view keytype, std::string_view scheme) {
  for (const Kind& kind : kKinds) {
    if (kind.keytype == keytype && kind.scheme == scheme) return &kind;
  }
  return nullptr;
}

// Null for a key that is not what its kind says, or too weak.
KeyHandle read_key(const Kind& kind, const std::string& value) {
  if (kind.family == Kind::Family::ed25519) {
    const auto raw = from_hex(value);
    if (!raw) return nullptr;
    return KeyHandle(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(*raw), raw->size()));
  }
  if (kind.family == Kind::Family::ecdsa) {
    const auto point = from_hex(value);
    KeyHandle key = point && !point->empty() ? read_point(*point, kind.curve) : read_public_pem(value);
    const bool fits = key && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_EC && is_on(key.get(), kind.curve);
    return fits ? std::move(key) : nullptr;
  }
  KeyHandle key = read_public_pem(value);
  const bool fits =
      key && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_RSA && EVP_PKEY_get_bits(key.get()) >= kFewestRsaBits;
  return fits ? std::move(key) : nullptr;
}

bool verify_with(const Kind& kind, EVP_PKEY* key, std::string_view signature, std::string_view message) {
  const ContextHandle context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;  // owned by the context
  const EVP_MD* digest = kind.digest == nullptr ? nullptr : kind.digest();
  if (!context || EVP_DigestVerifyInit(context.get(), &parameters, digest, nullptr, key) != 1) return false;
  if (kind.family == Kind::Family::rsa_pss &&
      // Signers differ in the length of the salt; it weakens nothing.
      (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) != 1 ||
       EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_AUTO) != 1)) {
    return false;
  }
  return EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message), message.size()) == 1;
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

std::string key_material(const PublicKey& key) {
  const Kind* kind = find_kind(key.keytype, key.scheme);
  const KeyHandle handle = kind == nullptr ? nullptr : read_key(*kind, key.value);
  unsigned char* der = nullptr;
  const int length = handle ? i2d_PUBKEY(handle.get(), &der) : 0;
  ERR_clear_error();
  if (length <= 0) return key.value;
  std::string material(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
  OPENSSL_free(der);
  return material;
}

bool is_known_kind(std::string_view keytype, std::string_view scheme) { return find_kind(keytype, scheme) != nullptr; }

bool verify(const PublicKey& key, std::string_view signature_hex, std::string_view message) {
  const auto signature = from_hex(signature_hex);
  const Kind* kind = find_kind(key.keytype, key.scheme);
  if (!signature || signature->empty() || kind == nullptr) return false;
  const KeyHandle handle = read_key(*kind, key.value);
  const bool valid = handle && verify_with(*kind, handle.get(), *signature, message);
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
