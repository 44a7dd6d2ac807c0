#include "sync/tuf/key.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "sync/tuf/hex.h"

using namespace treffpunkt;

namespace {

// Made with the openssl command: vectors/README.md says how.
std::string vector(const std::string& name) {
  std::ifstream file(std::string(SOURCE_DIR) + "/tests/sync/vectors/" + name, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (name.ends_with(".hex") && !text.empty()) text.pop_back();
  REQUIRE_FALSE(text.empty());
  return text;
}

struct Vector {
  tuf::PublicKey key;
  std::string signature;
};

std::vector<Vector> good_vectors() {
  return {{{"ed25519", "ed25519", vector("ed25519.hex")}, vector("ed25519.sig.hex")},
          {{"ecdsa", "ecdsa-sha2-nistp256", vector("ecdsa.pem")}, vector("ecdsa.sig.hex")},
          {{"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", vector("ecdsa.pem")}, vector("ecdsa.sig.hex")},
          {{"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", vector("ecdsa.point.hex")}, vector("ecdsa.sig.hex")},
          {{"rsa", "rsassa-pss-sha256", vector("rsa.pem")}, vector("rsa.sig.hex")},
          {{"rsa", "rsa-pkcs1v15-sha256", vector("rsa.pem")}, vector("rsa-pkcs1.sig.hex")}};
}

}  // namespace

TEST_CASE("signatures made by openssl verify") {
  for (const Vector& good : good_vectors()) {
    CAPTURE(good.key.keytype);
    CHECK(tuf::verify(good.key, good.signature, vector("message")));
  }
}

TEST_CASE("a changed message, signature or key does not verify") {
  const std::string message = vector("message");
  for (const Vector& good : good_vectors()) {
    CAPTURE(good.key.keytype);
    CHECK_FALSE(tuf::verify(good.key, good.signature, message + "!"));
    CHECK_FALSE(tuf::verify(good.key, good.signature, ""));
    std::string flipped = good.signature;
    flipped.back() = flipped.back() == '0' ? '1' : '0';
    CHECK_FALSE(tuf::verify(good.key, flipped, message));
    CHECK_FALSE(tuf::verify(good.key, good.signature.substr(2), message));
    CHECK_FALSE(tuf::verify(good.key, good.signature + "00", message));
    CHECK_FALSE(tuf::verify(good.key, "", message));
    CHECK_FALSE(tuf::verify(good.key, "zz", message));
    for (const std::string& value : {std::string(), std::string("00"), std::string("-----BEGIN PUBLIC KEY-----\n"),
                                     good.key.value.substr(0, good.key.value.size() / 2)}) {
      CHECK_FALSE(tuf::verify({good.key.keytype, good.key.scheme, value}, good.signature, message));
    }
  }
}

TEST_CASE("a key used under another type or scheme does not verify") {
  const auto vectors = good_vectors();
  for (const Vector& good : vectors) {
    for (const Vector& other : vectors) {
      if (other.key.scheme == good.key.scheme) continue;
      CHECK_FALSE(
          tuf::verify({other.key.keytype, other.key.scheme, good.key.value}, good.signature, vector("message")));
    }
    CHECK_FALSE(tuf::verify({good.key.keytype, "new-scheme", good.key.value}, good.signature, vector("message")));
  }
}

TEST_CASE("another curve and another padding are refused, though their signatures are right") {
  CHECK_FALSE(
      tuf::verify({"ecdsa", "ecdsa-sha2-nistp256", vector("p384.pem")}, vector("p384.sig.hex"), vector("message")));
  CHECK_FALSE(
      tuf::verify({"rsa", "rsassa-pss-sha256", vector("rsa.pem")}, vector("rsa-pkcs1.sig.hex"), vector("message")));
}

TEST_CASE("a key is the same however it is written") {
  const tuf::PublicKey pem{"ecdsa", "ecdsa-sha2-nistp256", vector("ecdsa.pem")};
  const tuf::PublicKey point{"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", vector("ecdsa.point.hex")};
  CHECK(tuf::key_material(pem) == tuf::key_material(point));
  CHECK(tuf::key_material(pem) != tuf::key_material({"rsa", "rsassa-pss-sha256", vector("rsa.pem")}));
  CHECK(tuf::key_material({"new", "new", "x"}) == "x");
  CHECK(tuf::key_material({"ecdsa", "ecdsa-sha2-nistp256", "broken"}) == "broken");
}

TEST_CASE("a point that is on no curve is no key") {
  std::string point = vector("ecdsa.point.hex");
  point.back() = point.back() == '0' ? '1' : '0';
  CHECK_FALSE(tuf::verify({"ecdsa", "ecdsa-sha2-nistp256", point}, vector("ecdsa.sig.hex"), vector("message")));
}

TEST_CASE("a generated key signs, and signs again after it was written and read") {
  const auto key = tuf::PrivateKey::generate();
  const auto again = tuf::PrivateKey::from_pem(key.to_pem(), "root.pem");
  REQUIRE(again);
  CHECK(again->public_key() == key.public_key());
  CHECK(again->sign("Harburg") == key.sign("Harburg"));
  CHECK(tuf::verify(key.public_key(), key.sign("Harburg"), "Harburg"));
  CHECK_FALSE(tuf::verify(tuf::PrivateKey::generate().public_key(), key.sign("Harburg"), "Harburg"));
}

TEST_CASE("what is no private Ed25519 key is named") {
  for (const std::string& pem :
       {std::string(), std::string("hello"), vector("rsa.pem"), tuf::PrivateKey::generate().to_pem().substr(0, 40)}) {
    const auto key = tuf::PrivateKey::from_pem(pem, "keys/root.pem");
    REQUIRE_FALSE(key);
    CHECK(key.error().message.starts_with("keys/root.pem: "));
  }
}

TEST_CASE("a key id is the hash of the canonical key") {
  CHECK(tuf::key_id({"ed25519", "ed25519", "ab"}) ==
        tuf::sha256_hex(R"({"keytype":"ed25519","keyval":{"public":"ab"},"scheme":"ed25519"})"));
}

TEST_CASE("hashes are those that everybody computes") {
  CHECK(tuf::sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(tuf::sha512_hex("abc").starts_with("ddaf35a193617abacc417349ae204131"));
}

TEST_CASE("hexadecimal digits are read in both cases and never guessed") {
  CHECK(tuf::from_hex("00fFaB").value() == std::string("\x00\xff\xab", 3));
  CHECK(tuf::to_hex(std::string("\x00\xff\xab", 3)) == "00ffab");
  CHECK_FALSE(tuf::from_hex("abc"));
  CHECK_FALSE(tuf::from_hex("0x"));
  CHECK_FALSE(tuf::is_sha256_hex("../../../../../../../../../../../../../../../../../../../etc/pass"));
  CHECK_FALSE(tuf::is_sha256_hex(std::string(64, 'A')));
  CHECK(tuf::is_sha256_hex(std::string(64, 'a')));
}
