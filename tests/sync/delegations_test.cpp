#include "sync/tuf/delegations.h"

#include <doctest/doctest.h>

#include "sync/tuf/key.h"

using namespace treffpunkt;

namespace {

std::vector<std::string> names(const std::vector<tuf::Delegate>& delegates) {
  std::vector<std::string> found;
  for (const tuf::Delegate& delegate : delegates) found.push_back(delegate.name);
  return found;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a pattern matches as a shell's would, and never over a slash") {
  struct Case {
    const char *pattern, *path;
    bool matches;
  };
  for (const Case& one : {
           Case{"*", "a", true},
           {"*", "", true},
           {"*", "a/b", false},
           {"*/*", "a/b", true},
           {"*/*", "a", false},
           {"a/*", "a/", true},
           {"targets/*.tgz", "targets/foo.tgz", true},
           {"targets/*.tgz", "targets/foo.txt", false},
           {"targets/*.tgz", "targets/sub/foo.tgz", false},
           {"foo-version-?.tgz", "foo-version-2.tgz", true},
           {"foo-version-?.tgz", "foo-version-alpha.tgz", false},
           {"*a*b*c", "xxaxxbxxc", true},
           {"*a*b*c", "xxaxxbxx", false},
           {"a*", "a*b", true},
           {"**", "abc", true},
           {"[a-c]x", "bx", true},
           {"[a-c]x", "dx", false},
           {"[!a-c]x", "dx", true},
           {"[!a-c]x", "ax", false},
           {"[]]", "]", true},
           {"[]-a]", "^", true},
           {"[!]]", "a", true},
           {"[a-]", "-", true},
           {"[abc", "[abc", true},
           {"[abc", "a", false},
           {"[", "[", true},
           {"a\\*", "a\\b", true},
           {"A", "a", false},
           {"?", "ä", true},
           {"[ä-ü]", "ö", true},
           {"?", "", false},
           {"", "", true},
           {"", "a", false},
           {".*", ".hidden", true},
           {"*", ".hidden", true},
       }) {
    CAPTURE(one.pattern);
    CAPTURE(one.path);
    CHECK(tuf::matches_pattern(one.pattern, one.path) == one.matches);
  }
}

TEST_CASE("a pattern of many stars costs little") {
  std::string pattern;
  for (int i = 0; i < 1000; ++i) pattern += "*a";
  CHECK_FALSE(tuf::matches_pattern(pattern + "b", std::string(5000, 'a')));
}

TEST_CASE("delegates come in their order and end with a terminating one") {
  const auto role = [](const char* name, bool terminating, std::vector<std::string> paths) {
    return tuf::DelegatedRole{name, {}, terminating, std::move(paths), {}};
  };
  tuf::Delegations delegations;
  delegations.roles = {role("a", false, {"x/*", "y/*"}), role("b", true, {"y/*"}), role("c", false, {"*/*"})};
  CHECK(names(delegates_for(delegations, "x/1")) == Names{"a", "c"});
  CHECK(names(delegates_for(delegations, "y/1")) == Names{"a", "b"});
  CHECK(names(delegates_for(delegations, "z/1")) == Names{"c"});
  CHECK(names(delegates_for(delegations, "z")).empty());
}

TEST_CASE("a delegation by hash is for the paths whose hash begins so") {
  tuf::Delegations delegations;
  const std::string hash = tuf::sha256_hex("a/b");
  delegations.roles = {{"no", {}, false, {}, {hash.substr(1)}}, {"yes", {}, false, {}, {"no hash", hash.substr(0, 3)}}};
  CHECK(names(delegates_for(delegations, "a/b")) == Names{"yes"});
}

TEST_CASE("hash bins share all paths among them") {
  tuf::Delegations delegations;
  // sha256("a/b") begins c14cddc0 (1100 0001 0100 ...).
  REQUIRE(tuf::sha256_hex("a/b").starts_with("c14cddc0"));
  struct Case {
    int bits;
    const char* name;
  };
  for (const Case& one :
       {Case{1, "bin-1"}, {4, "bin-c"}, {5, "bin-18"}, {8, "bin-c1"}, {11, "bin-60a"}, {32, "bin-c14cddc0"}}) {
    delegations.bins = tuf::HashBins{"bin", one.bits, {}};
    const auto found = delegates_for(delegations, "a/b");
    CHECK(names(found) == Names{one.name});
    CHECK(found[0].terminating);
  }
}
