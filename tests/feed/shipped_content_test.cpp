// The content that ships: every text of it in every language that the kiosk speaks, as many items as the screens were
// made for.

#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "content/language/language.h"
#include "content/result/text_file.h"

namespace treffpunkt {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const fs::path kContent = fs::path(SOURCE_DIR) / "content";

std::vector<fs::path> sources_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  return files;
}

Json json_of(const fs::path& file) {
  const auto text = read_text_file(file, 4 << 20);
  REQUIRE_MESSAGE(text.has_value(), file.string());
  return Json::parse(*text);
}

// A text is what has German.
void missing_languages(const Json& json, const std::string& where, std::vector<std::string>& missing) {
  if (json.is_object() && json.contains("de")) {
    for (const auto& language : all_languages()) {
      if (!json.contains(std::string(language.tag))) missing.push_back(where + ": " + std::string(language.tag));
    }
    return;
  }
  if (!json.is_structured()) return;
  for (const auto& [key, value] : json.items()) missing_languages(value, where + "/" + key, missing);
}

std::size_t items_in(const fs::path& folder) {
  std::size_t items = 0;
  for (const auto& file : sources_in(folder)) {
    const auto json = json_of(file);
    items += json.is_array() ? json.size() : 1;
  }
  return items;
}

TEST_CASE("every text that ships is there in every language that the kiosk speaks") {
  std::vector<std::string> missing;
  for (const auto* folder : {"harburg", "factory"}) {
    for (const auto& file : sources_in(kContent / folder)) missing_languages(json_of(file), fs::relative(file, kContent).string(), missing);
  }
  CHECK(missing == std::vector<std::string>{});
}

TEST_CASE("the example has fifty events, fifty offers and twenty pages") {
  CHECK(items_in(kContent / "harburg/events") >= 50);
  CHECK(items_in(kContent / "harburg/services") >= 50);
  CHECK(items_in(kContent / "harburg/pages") >= 20);
}

}  // namespace
}  // namespace treffpunkt
