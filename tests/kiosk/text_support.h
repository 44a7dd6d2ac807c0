#pragma once
// A text engine over the build's fonts, and layouts as text.

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <memory>
#include <string>

#include "kiosk/text/engine.h"

namespace treffpunkt::test {

inline std::filesystem::path font_folder() {
  return std::filesystem::path(BINARY_DIR) / "share" / "treffpunkt" / "fonts";
}

inline std::unique_ptr<text::Engine> open_engine() {
  auto engine = text::Engine::open(font_folder(), {});
  REQUIRE_MESSAGE(engine.has_value(), engine.error().message);
  return *std::move(engine);
}

// Lines with their bytes, positions in whole pixels and text as laid out; then glyphs a font (numbered as met), a line
// each, and decorations.
inline std::string dump(const text::Paragraph& paragraph, const text::Layout& layout) {
  const auto whole = [](float value) { return std::to_string(std::lround(value)); };
  std::string out = "layout " + whole(layout.width) + "x" + whole(layout.height);
  out += layout.right_to_left ? " right-to-left" : " left-to-right";
  if (layout.ellipsized) out += " ellipsized";
  if (layout.unknown_glyphs > 0) out += " unknown:" + std::to_string(layout.unknown_glyphs);
  out += "\n";
  for (const text::Line& line : layout.lines) {
    out += "line " + std::to_string(line.begin) + ".." + std::to_string(line.end) + " x " + whole(line.x) + " width " +
           whole(line.width) + " baseline " + whole(line.baseline) + " | " +
           paragraph.text.substr(line.begin, line.end - line.begin) + "\n";
    std::map<std::uint32_t, std::uint32_t> numbers;
    out += "  glyphs";
    for (const text::Glyph& glyph : layout.glyphs) {
      if (std::lround(glyph.y) != std::lround(line.baseline)) continue;
      const auto number = numbers.try_emplace(glyph.font, static_cast<std::uint32_t>(numbers.size())).first->second;
      out += " " + std::to_string(number) + "/" + std::to_string(glyph.glyph) + "@" + whole(glyph.x);
      if (glyph.ink != 0) out += "#" + std::to_string(glyph.ink);
    }
    out += "\n";
  }
  for (const text::Decoration& decoration : layout.decorations) {
    constexpr const char* kKinds[] = {"underline", "strike", "mark"};
    out += std::string(kKinds[static_cast<int>(decoration.kind)]) + " " + whole(decoration.x) + "," +
           whole(decoration.y) + " " + whole(decoration.width) + "x" + whole(decoration.height) + " ink " +
           std::to_string(decoration.ink) + "\n";
  }
  return out;
}

}  // namespace treffpunkt::test
