#pragma once
// Public keys and signatures as TUF metadata carries them (TUF 1.0 section 4.2): Ed25519, ECDSA on P-256, P-384 and P-521, RSA
// (PSS, and PKCS #1 where a feed asks for it). OpenSSL underneath. Values; any thread. A key of a type or scheme we do
// not know is kept (it counts in no threshold).

#include <memory>
#include <string>
#include <string_view>

#include "content/result/error.h"

namespace treffpunkt::tuf {

struct PublicKey {
  std::string keytype;  // "ed25519", "ecdsa", "rsa"
  std::string scheme;   // "ed25519", "ecdsa-sha2-nistp256", "rsassa-pss-sha256"
  std::string value;    // keyval.public: hex for ed25519; PEM otherwise, for ecdsa also the point in hex

  bool operator==(const PublicKey&) const = default;
};

// SHA-256 over the canonical JSON of the key object, lower-case hex (TUF 1.0 section 4.2, keyid).
std::string key_id(const PublicKey& key);

// The same text for two writings of the same key, whatever it is called.
std::string key_material(const PublicKey& key);

// Whether a key of this type and scheme can verify anything here.
bool is_known_kind(std::string_view keytype, std::string_view scheme);

// False for any signature that does not verify, whatever the reason (wrong length, broken key, unknown scheme).
bool verify(const PublicKey& key, std::string_view signature_hex, std::string_view message);

// A private Ed25519 key that can sign. Never on the Pi.
class PrivateKey {
 public:
  static PrivateKey generate();
  static Result<PrivateKey> from_pem(std::string_view pem, std::string_view name);  // PKCS#8
  PrivateKey(PrivateKey&&) noexcept;
  PrivateKey& operator=(PrivateKey&&) noexcept;
  ~PrivateKey();

  std::string to_pem() const;
  PublicKey public_key() const;
  std::string sign(std::string_view message) const;  // hex

 private:
  struct Impl;
  explicit PrivateKey(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Lower-case hex of the digest.
std::string sha256_hex(std::string_view bytes);
std::string sha512_hex(std::string_view bytes);

}  // namespace treffpunkt::tuf
