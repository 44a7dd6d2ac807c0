#include "sync/tuf/canonical.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace treffpunkt;
using nlohmann::json;

TEST_CASE("canonical JSON sorts keys as bytes and has no spaces") {
  const auto value = tuf::parse_json(R"({ "b": [1, -2, true, null], "a": {"é": "x", "z": {}}, "B": "" })", "test");
  REQUIRE(value);
  CHECK(tuf::canonical_json(*value).value() == R"({"B":"","a":{"z":{},"é":"x"},"b":[1,-2,true,null]})");
}

TEST_CASE("canonical JSON escapes nothing but quotes and backslashes") {
  const auto value = tuf::parse_json(R"(["a\"b", "c\\d", "e\nf", "gäh", "/"])", "test");
  REQUIRE(value);
  CHECK(tuf::canonical_json(*value).value() == "[\"a\\\"b\",\"c\\\\d\",\"e\nf\",\"gäh\",\"/\"]");
}

TEST_CASE("a fraction has no canonical form") {
  CHECK_FALSE(tuf::canonical_json(json::parse("[1.5]")));
  CHECK_FALSE(tuf::canonical_json(json::parse("{\"a\": 1e3}")));
}

TEST_CASE("canonical JSON with control characters becomes JSON with the same value") {
  const json value = {{"key", "-----BEGIN\nabc\t\"quoted\"\\\n-----END"}, {"n", 7}};
  const std::string text = tuf::as_json(tuf::canonical_json(value).value());
  CHECK(json::parse(text) == value);
}

TEST_CASE("nesting is bounded before anything is built") {
  const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(tuf::parse_json(nested(tuf::kDeepestNesting), "test"));
  CHECK_FALSE(tuf::parse_json(nested(tuf::kDeepestNesting + 1), "test"));
  CHECK_FALSE(tuf::parse_json(std::string(1'000'000, '['), "test"));
  CHECK(tuf::parse_json("\"" + std::string(100, '[') + "\\\"" + std::string(100, '{') + "\"", "test"));
}

TEST_CASE("what is not JSON is named") {
  for (const char* text : {"", "{", "{\"a\":}", "nul", "[1,]", "\"\xff\"", "{} x"}) {
    CAPTURE(text);
    const auto value = tuf::parse_json(text, "7.snapshot.json");
    REQUIRE_FALSE(value);
    CHECK(value.error().message == "7.snapshot.json: not JSON");
  }
}

TEST_CASE("an object that names a member twice is refused, since readers would take either") {
  for (const char* text : {R"({"a":1,"a":1})", R"([{"b":{"a":1,"c":2,"a":3}}])", R"({"a":1,"\u0061":2})"}) {
    CAPTURE(text);
    CHECK_FALSE(tuf::parse_json(text, "test"));
  }
  CHECK(tuf::parse_json(R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]})", "test"));
}
