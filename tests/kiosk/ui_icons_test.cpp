#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

#include "kiosk/ui/icons.h"

using namespace treffpunkt;

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("every icon that a screen names is one of ours") {
  // The calls that take an icon's name, as the screens write them.
  const std::regex named("(?:fact|note|button|strip)\\((?:frame, top, )?\"([a-z_]+)\"|\\{\\{?\"([a-z_]+)\", (?:page\\.)?words\\(|size, \"([a-z_]+)\"|, \"([a-z_]+)\", (?:tone\\.icon|page\\.theme)");
  int found = 0;
  for (const auto& file : fs::directory_iterator(fs::path(SOURCE_DIR) / "kiosk/screens")) {
    const auto text = read(file.path());
    for (std::sregex_iterator match(text.begin(), text.end(), named), end; match != end; ++match) {
      for (std::size_t group = 1; group < match->size(); ++group) {
        if (!(*match)[group].matched) continue;
        const std::string name = (*match)[group];
        ++found;
        CAPTURE(name);
        CHECK(ui::has_icon(name));
      }
    }
  }
  CHECK(found > 30);
}

TEST_CASE("every pictogram of the demo content is one of ours") {
  const std::regex pictogram("\"pictogram\": \"([a-z_0-9]+)\"");
  for (const auto& file : fs::recursive_directory_iterator(fs::path(SOURCE_DIR) / "content/harburg")) {
    if (file.path().extension() != ".json") continue;
    const auto text = read(file.path());
    for (std::sregex_iterator match(text.begin(), text.end(), pictogram), end; match != end; ++match) {
      const std::string name = (*match)[1];
      CAPTURE(name);
      CHECK(ui::has_icon(name));
    }
  }
}

TEST_CASE("an icon that nobody knows is a dot, not a box") {
  CHECK(ui::icon("no_such_icon") == "·");
  CHECK(ui::icon("home") != "·");
}
