#pragma once
// Numbers for the fonts that layouts use, so that a Glyph is plain data. A number holds a reference: it stays valid,
// and the same font keeps its number, for the table's life. The engine's thread.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "kiosk/text/engine.h"
#include "kiosk/text/pango_pointers.h"

namespace treffpunkt::text {

class FontTable {
 public:
  std::uint32_t number_of(PangoFont* font);

  // See Engine::rasterise; an empty image for a number or glyph that is none.
  GlyphImage rasterise(std::uint32_t font, std::uint32_t glyph, int phase) const;

 private:
  struct Entry {
    ObjectPointer<PangoFont> font;
    bool colour = false;
  };
  std::vector<Entry> entries_;
  std::unordered_map<PangoFont*, std::uint32_t> numbers_;
};

}  // namespace treffpunkt::text
