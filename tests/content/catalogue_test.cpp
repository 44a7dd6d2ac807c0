#include "content/language/catalogue.h"

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/temporary_folder.h"

using namespace treffpunkt;

namespace {

// Loads a folder that holds this one catalogue file.
Result<Catalogue> load(std::string_view tag, std::string_view json) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.path() / (std::string(tag) + ".json"), std::ios::binary) << json;
  return Catalogue::load(folder.path(), *find_language(tag));
}

Catalogue loaded(std::string_view tag, std::string_view json) {
  auto catalogue = load(tag, json);
  if (!catalogue) FAIL(catalogue.error().message);
  return std::move(*catalogue);
}

std::string refusal(std::string_view json) {
  const auto catalogue = load("de", json);
  return catalogue ? "(taken)" : catalogue.error().message;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a text without arguments comes as it is written") {
  const auto catalogue = loaded("de", R"({"bar.home": "Start", "home.greeting": "Schön, dass Sie's wissen wollen"})");
  CHECK(catalogue.text("bar.home") == "Start");
  CHECK(catalogue.text("home.greeting") == "Schön, dass Sie's wissen wollen");
}

TEST_CASE("an unknown key is its own text") {
  const auto catalogue = loaded("de", R"({"bar.home": "Start"})");
  CHECK(catalogue.text("bar.nothing") == "bar.nothing");
  CHECK(catalogue.text("bar.nothing", {{"count", 2LL}}) == "bar.nothing");
}

TEST_CASE("an apostrophe quotes only before a brace") {
  const auto catalogue = loaded("en", R"({"a": "it's '{braces}'", "b": "Don't wait, {name}!"})");
  CHECK(catalogue.text("a") == "it's {braces}");
  CHECK(catalogue.text("b", {{"name", "Ayşe"}}) == "Don't wait, Ayşe!");
}

TEST_CASE("plurals follow the language") {
  const auto german = loaded("de", R"({"n": "{count, plural, =0 {Keine Termine} one {# Termin} other {# Termine}}"})");
  CHECK(german.text("n", {{"count", 0LL}}) == "Keine Termine");
  CHECK(german.text("n", {{"count", 1LL}}) == "1 Termin");
  CHECK(german.text("n", {{"count", 1234LL}}) == "1.234 Termine");

  const auto ukrainian =
      loaded("uk", R"({"n": "{count, plural, one {# подія} few {# події} many {# подій} other {# події}}"})");
  CHECK(ukrainian.text("n", {{"count", 1LL}}) == "1 подія");
  CHECK(ukrainian.text("n", {{"count", 3LL}}) == "3 події");
  CHECK(ukrainian.text("n", {{"count", 11LL}}) == "11 подій");
  CHECK(ukrainian.text("n", {{"count", 21LL}}) == "21 подія");

  const auto arabic = loaded(
      "ar",
      R"({"n": "{count, plural, zero {لا فعاليات} one {فعالية} two {فعاليتان} few {# فعاليات} many {# فعالية} other {# فعالية}}"})");
  CHECK(arabic.text("n", {{"count", 2LL}}) == "فعاليتان");
  CHECK(arabic.text("n", {{"count", 5LL}}) == "5 فعاليات");
  CHECK(arabic.text("n", {{"count", 12LL}}) == "12 فعالية");
}

TEST_CASE("numbers in a text have the language's digits") {
  CHECK(loaded("fa", R"({"n": "{count, plural, other {# رویداد}}"})").text("n", {{"count", 24LL}}) == "۲۴ رویداد");
  CHECK(loaded("prs", R"({"n": "{count, plural, other {# رویداد}}"})").text("n", {{"count", 24LL}}) == "24 رویداد");
}

TEST_CASE("in right-to-left languages shown texts are isolated, chosen ones are compared") {
  const auto catalogue =
      loaded("ar", R"({"where": "في {place}", "status": "{status, select, full {مكتمل} other {متاح}}"})");
  CHECK(catalogue.text("where", {{"place", "Rathaus"}}) == "في \u2066Rathaus\u2069");
  // A text of isolates alone has no direction of its own: it takes the sentence's.
  CHECK(catalogue.text("where", {{"place", "\u2066Sand\u2069, \u2066Rathaus\u2069"}}) ==
        "في \u2067\u2066Sand\u2069, \u2066Rathaus\u2069\u2069");
  CHECK(catalogue.text("status", {{"status", "full"}}) == "مكتمل");
  CHECK(loaded("de", R"({"where": "Ort: {place}"})").text("where", {{"place", "Rathaus"}}) == "Ort: Rathaus");
}

TEST_CASE("an argument that nobody gave, or of the wrong kind, leaves the key, not half a text") {
  const auto catalogue = loaded("de", R"({"n": "{count, plural, one {# Termin} other {# Termine}}"})");
  CHECK(catalogue.text("n") == "n");
  CHECK(catalogue.text("n", {{"number", 2LL}}) == "n");
  CHECK(catalogue.text("n", {{"count", "viele"}}) == "n");
}

TEST_CASE("keys and their arguments can be listed, so that languages can be compared") {
  const auto catalogue =
      loaded("de", R"({"b": "{from} bis {until}", "a": "{n, plural, one {{x}} other {#}}", "c": "nichts"})");
  CHECK(catalogue.keys() == std::vector<std::string>{"a", "b", "c"});
  CHECK(catalogue.arguments("a") == std::vector<std::string>{"n", "x"});
  CHECK(catalogue.arguments("b") == std::vector<std::string>{"from", "until"});
  CHECK(catalogue.arguments("c").empty());
  CHECK(catalogue.arguments("unknown").empty());
}

TEST_CASE("a bad pattern is named with its file and key") {
  for (const std::string_view pattern : {"{count, plural, one {#}}", "{open", "{count, plural, }", "{n, date}",
                                         "{n, number}", "{0}", "{a b}", "{n, choice, 0#none|1#one}"}) {
    CAPTURE(pattern);
    const auto message = refusal("{\"fine\": \"ok\", \"events.count\": \"" + std::string(pattern) + "\"}");
    CHECK(contains(message, "de.json"));
    CHECK(contains(message, "events.count"));
  }
}

TEST_CASE("anything but a flat object of texts is refused with its key") {
  CHECK(contains(refusal(R"({"a": {"b": "c"}})"), "'a' is not a text"));
  CHECK(contains(refusal(R"({"a": ["b"]})"), "'a' is not a text"));
  CHECK(contains(refusal(R"({"a": 1})"), "'a' is not a text"));
  CHECK(contains(refusal(R"({"a": null})"), "'a' is not a text"));
  CHECK(contains(refusal(R"({"a": "1", "b": "2", "a": "3"})"), "'a' is there twice"));
  CHECK(contains(refusal(R"(["a"])"), "not an object"));
  CHECK(contains(refusal(R"("a")"), "not an object"));
}

TEST_CASE("what is no JSON is named with its line") {
  CHECK(contains(refusal("{\n\"a\": \"b\",\n\"c\"\n}"), "de.json:4"));
  CHECK(contains(refusal("{\"a\": \"b\""), "not JSON"));
  CHECK(contains(refusal(""), "not JSON"));
  CHECK(contains(refusal("{\"a\": \"\xff\xfe\"}"), "not JSON"));
  CHECK(contains(refusal("{} trailing"), "not JSON"));
  CHECK(contains(refusal(std::string(100'000, '[')), "not JSON"));
}

TEST_CASE("a missing file and a huge one are named") {
  const auto missing = Catalogue::load("/nonexistent/folder", *find_language("tr"));
  REQUIRE_FALSE(missing.has_value());
  CHECK(contains(missing.error().message, "/nonexistent/folder/tr.json"));
  CHECK(contains(refusal("{\"a\": \"" + std::string(2 << 20, 'x') + "\"}"), "larger than"));
}
