#include "content/body/picture_targets.h"

#include <doctest/doctest.h>

#include "content/body/body.h"

namespace treffpunkt {
namespace {

std::vector<std::string> names_in(std::string_view body) {
  std::vector<std::string> names;
  for (const auto& target : picture_targets(body)) names.push_back(target.target);
  return names;
}

std::string exchanged(std::string_view body) {
  const auto targets = picture_targets(body);
  return with_picture_targets(body, targets, std::vector<std::string>(targets.size(), "object:0"));
}

using Names = std::vector<std::string>;

TEST_CASE("pictures are found in every place where CommonMark has them") {
  CHECK(names_in("# A ![a](a.svg)\n\n- ![b](b.svg)\n  > ![c](c.svg)\n\n[![d](d.svg)](https://example.org)") ==
        Names{"a.svg", "b.svg", "c.svg", "d.svg"});
}

TEST_CASE("titles and parentheses are no part of the name") {
  CHECK(exchanged("![a](p/y(1).png \"ti(t)le\") und ![b](<p/a b.svg>)") ==
        "![a](object:0 \"ti(t)le\") und ![b](<object:0>)");
}

TEST_CASE("a picture by reference is exchanged where it is defined, once for all who use it") {
  CHECK(exchanged("![a][r] ![b][r] ![r]\n\n[r]: p/r.svg 'T'\n") == "![a][r] ![b][r] ![r]\n\n[r]: object:0 'T'\n");
}

TEST_CASE("code, links, escapes and HTML are no pictures") {
  const std::string body = "`![a](a.svg)` [b](b.svg) \\![c](c.svg)\n\n```\n![e](e.svg)\n```\n\n<img src=\"f.svg\">";
  CHECK(names_in(body).empty());
  CHECK(exchanged(body) == body);
}

TEST_CASE("an indented picture is a picture, as it is on the screen: bodies have no indented code") {
  CHECK(names_in("Text\n\n    ![d](d.svg)\n") == Names{"d.svg"});
  const auto blocks = parse_body("Text\n\n    ![d](d.svg)\n");
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[1].target == "d.svg");
}

TEST_CASE("a name with an entity or a backslash has no place of its own in the text and stays") {
  for (const std::string body : {"![a](a&amp;b.svg)", "![a](a\\_b.svg)"}) {
    CAPTURE(body);
    const auto targets = picture_targets(body);
    REQUIRE(targets.size() == 1);
    CHECK_FALSE(targets[0].begin.has_value());
    CHECK(exchanged(body) == body);
  }
}

TEST_CASE("a picture within the words of a picture is found too, in the order of the text") {
  CHECK(exchanged("![x ![y](i.svg) z](o.svg)") == "![x ![y](object:0) z](object:0)");
}

TEST_CASE("an empty body and an empty name are no trouble") {
  CHECK(names_in("").empty());
  CHECK(names_in("![]()") == Names{""});
}

}  // namespace
}  // namespace treffpunkt
