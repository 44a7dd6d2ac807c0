// The kiosk's own words: none missing, none left over, none that the fonts cannot write.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "content/language/catalogue.h"
#include "content/model/audience.h"
#include "kiosk/text/engine.h"

using namespace treffpunkt;

namespace {

namespace fs = std::filesystem;
const fs::path kCatalogues = fs::path(SOURCE_DIR) / "kiosk" / "catalogue";

std::string read(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, std::string> entries(const fs::path& file) {
  return nlohmann::json::parse(read(file)).get<std::map<std::string, std::string>>();
}

// Keys as the sources name them: string literals of the form "group.name".
std::set<std::string> used_keys(const std::set<std::string>& known) {
  std::set<std::string> used = {"language.spoken"};  // what the build makes speech of: kiosk/CMakeLists.txt
  const std::regex literal("\"([a-z_]+\\.[a-z_-]*)\"");
  for (const char* folder : {"kiosk/screens", "kiosk/app"}) {
    for (const auto& file : fs::directory_iterator(fs::path(SOURCE_DIR) / folder)) {
      const auto text = read(file.path());
      for (std::sregex_iterator match(text.begin(), text.end(), literal), end; match != end; ++match) {
        const std::string key = (*match)[1];
        if (key == "audience.") {
          for (const auto audience : kAudiences) used.insert("audience." + std::string(audience));
        } else if (known.contains(key.substr(0, key.find('.')))) {
          used.insert(key);
        }
      }
    }
  }
  return used;
}

std::set<std::string> keys_of(const std::map<std::string, std::string>& entries) {
  std::set<std::string> keys;
  for (const auto& [key, pattern] : entries) keys.insert(key);
  return keys;
}

std::set<std::string> arguments_of(const std::string& pattern) {
  std::set<std::string> names;
  const std::regex argument("\\{([a-z]+)[,}]");
  for (std::sregex_iterator match(pattern.begin(), pattern.end(), argument), end; match != end; ++match) names.insert((*match)[1]);
  return names;
}

}  // namespace

TEST_CASE("every key that a screen asks for is in the German catalogue, and none is left over") {
  const auto german = keys_of(entries(kCatalogues / "de.json"));
  std::set<std::string> groups;
  for (const auto& key : german) groups.insert(key.substr(0, key.find('.')));
  CHECK(used_keys(groups) == german);
}

TEST_CASE("every language has the same keys with the same arguments as German") {
  const auto german = entries(kCatalogues / "de.json");
  for (const auto& file : fs::directory_iterator(kCatalogues)) {
    CAPTURE(file.path().filename().string());
    const auto other = entries(file.path());
    CHECK(keys_of(other) == keys_of(german));
    for (const auto& [key, pattern] : other) {
      CAPTURE(key);
      if (german.contains(key)) CHECK(arguments_of(pattern) == arguments_of(german.at(key)));
    }
  }
}

TEST_CASE("every catalogue loads: each pattern is ICU MessageFormat") {
  for (const auto& file : fs::directory_iterator(kCatalogues)) {
    const Language* language = find_language(file.path().stem().string());
    REQUIRE(language);
    const auto catalogue = Catalogue::load(kCatalogues, *language);
    CHECK_MESSAGE(catalogue.has_value(), (catalogue ? "" : catalogue.error().message));
  }
}

TEST_CASE("our fonts can write every word of every catalogue") {
  auto engine = text::Engine::open(fs::path(BINARY_DIR) / "share/treffpunkt/fonts", {});
  REQUIRE(engine);
  for (const auto& file : fs::directory_iterator(kCatalogues)) {
    for (const auto& [key, pattern] : entries(file.path())) {
      text::Paragraph paragraph;
      paragraph.text = pattern;
      CAPTURE(file.path().filename().string());
      CAPTURE(key);
      CHECK((*engine)->layout(paragraph)->unknown_glyphs == 0);
    }
  }
}
