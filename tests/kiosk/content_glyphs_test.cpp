// Every text that ships can be written with our fonts.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "kiosk/text/engine.h"

using namespace treffpunkt;

namespace {

namespace fs = std::filesystem;

void check_texts(text::Engine& engine, const nlohmann::json& node, const std::string& file) {
  if (node.is_string()) {
    text::Paragraph paragraph;
    paragraph.text = node.get<std::string>();
    const int unknown = engine.layout(paragraph)->unknown_glyphs;
    if (unknown > 0) FAIL_CHECK(file << ": no font of ours writes all of: " << paragraph.text);
  }
  for (const auto& child : node) {
    if (node.is_structured()) check_texts(engine, child, file);
  }
}

}  // namespace

TEST_CASE("our fonts can write every text of the content that ships") {
  auto engine = text::Engine::open(fs::path(BINARY_DIR) / "share/treffpunkt/fonts", {});
  REQUIRE(engine);
  int files = 0;
  for (const char* folder : {"content/harburg", "content/factory"}) {
    for (const auto& file : fs::recursive_directory_iterator(fs::path(SOURCE_DIR) / folder)) {
      if (file.path().extension() != ".json") continue;
      std::ifstream in(file.path());
      check_texts(**engine, nlohmann::json::parse(in), file.path().filename().string());
      ++files;
    }
  }
  CHECK(files > 50);
}
