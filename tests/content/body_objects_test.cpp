#include <doctest/doctest.h>

#include "content/body/body_objects.h"

namespace treffpunkt {
namespace {

using Names = std::set<std::string>;

Names names_in(std::string_view text) {
  Names names;
  add_body_objects(text, names);
  return names;
}

}  // namespace

TEST_CASE("a body's pictures are found, with a size and without") {
  const std::string a(64, 'a'), b(64, 'b');
  CHECK(names_in("Tee ![x](object:" + a + "?1080x432) ![y](object:" + b + ") ![x](object:" + a + ")") == Names{a, b});
}

TEST_CASE("what is no hash is not taken for an object") {
  const std::string hash(64, 'a');
  CHECK(names_in("").empty());
  CHECK(names_in("object:").empty());
  CHECK(names_in("object:" + hash.substr(1)).empty());
  CHECK(names_in("object:" + std::string(64, 'A')).empty());
  CHECK(names_in("object:../../../../../../../../../../../../../../../../../../../etc/passwd").empty());
  CHECK(names_in("object:object:" + hash) == Names{hash});
}

}  // namespace treffpunkt
