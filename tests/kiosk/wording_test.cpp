// How a screen calls the languages that are spoken somewhere.

#include "kiosk/screens/wording.h"

#include <doctest/doctest.h>

#include <filesystem>

using namespace treffpunkt;

TEST_CASE("German Sign Language has a name in every language, though ICU knows none") {
  const auto folder = std::filesystem::path(SOURCE_DIR) / "kiosk" / "catalogue";
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const Language* language = find_language(file.path().stem().string());
    REQUIRE(language);
    CAPTURE(language->tag);
    const auto catalogue = Catalogue::load(folder, *language);
    REQUIRE(catalogue);
    const Formats formats(*language, "Europe/Berlin");
    const screens::Wording words{*language, formats, *catalogue};
    CHECK(words.language_name("gsg").size() > 10);
    CHECK(words.language_name("gsg") != "language.gsg");
    CHECK(words.language_name("tr") == "Türkçe");
  }
}
