#pragma once
// Lays out paragraphs with Pango over a private set of fonts. One thread: the one that made it.
//
// Rendering does not depend on the system's fonts or font configuration: `fonts` is the folder that the build made
// (fonts/CMakeLists.txt), and the family list for each script stands in kiosk/text/fonts.cpp.

#include <filesystem>
#include <memory>

#include "content/result/error.h"
#include "kiosk/text/paragraph.h"

namespace treffpunkt::text {

// A glyph as pixels. Coverage glyphs are white with coverage in alpha; colour glyphs (emoji) are not tinted.
struct GlyphImage {
  int left = 0, top = 0;  // of the image's corner relative to the glyph's origin, pixels, y down
  int width = 0, height = 0;
  bool colour = false;
  std::vector<std::uint32_t> pixels;  // straight alpha RGBA, R in the lowest byte
};

class Engine {
 public:
  // `cache` is a writable folder for fontconfig's cache; empty: none.
  static Result<std::unique_ptr<Engine>> open(const std::filesystem::path& fonts, const std::filesystem::path& cache);
  ~Engine();

  // Cached by value: asking again for the same paragraph is a look-up. The cache is bounded; a layout that is held
  // stays true.
  std::shared_ptr<const Layout> layout(const Paragraph& paragraph);

  // Rasterises one glyph; `phase` is the horizontal sub-pixel position in quarters, 0 to 3.
  GlyphImage rasterise(std::uint32_t font, std::uint32_t glyph, int phase);

  // Millimetre typography needs it: height of a capital H and of the em, as a share of the em, in our Latin font.
  float capital_height() const;

  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

 private:
  struct Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace treffpunkt::text
