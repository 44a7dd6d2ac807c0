#include "sync/tuf/digest.h"

#include <doctest/doctest.h>

#include "sync/tuf/key.h"

using namespace treffpunkt;

TEST_CASE("a file has the length and each of the hashes that are known") {
  const std::string bytes = "Harburg";
  const std::string good256 = tuf::sha256_hex(bytes);
  const std::string good512 = tuf::sha512_hex(bytes);
  const std::string wrong(64, '0');
  CHECK(tuf::check_file(bytes, 7, {{"sha256", good256}, {"sha512", good512}}, "f"));
  CHECK(tuf::check_file(bytes, std::nullopt, {}, "f"));
  CHECK(tuf::check_file(bytes, 7, {{"sha256", good256}, {"of-tomorrow", "00"}}, "f"));
  CHECK_FALSE(tuf::check_file(bytes, 6, {{"sha256", good256}}, "f"));
  CHECK_FALSE(tuf::check_file(bytes, 8, {{"sha256", good256}}, "f"));
  CHECK_FALSE(tuf::check_file(bytes, 7, {{"sha256", good256}, {"sha512", good256}}, "f"));
  CHECK_FALSE(tuf::check_file(bytes, 7, {{"sha256", wrong}, {"sha512", good512}}, "f"));
}

TEST_CASE("hashes of which none is known, or none is safe, verify nothing") {
  CHECK_FALSE(tuf::check_file("x", 1, {{"of-tomorrow", "00"}}, "f"));
  CHECK_FALSE(tuf::check_file("", 0, {{"md5", "d41d8cd98f00b204e9800998ecf8427e"}}, "f"));
}

TEST_CASE("other hashes are those that everybody computes") {
  struct Case {
    const char *algorithm, *of_nothing;
  };
  for (const Case& one :
       {Case{"sha384",
             "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b"},
        {"sha3-256", "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a"},
        {"blake2s", "69217a3079908094e11121d042354a7c1f55b6482ca1a51e1b250dfd1ed0eef9"}}) {
    CAPTURE(one.algorithm);
    auto digest = tuf::Digest::named(one.algorithm);
    REQUIRE(digest);
    CHECK(digest->hex() == one.of_nothing);
  }
}
