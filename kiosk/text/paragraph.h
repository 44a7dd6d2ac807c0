#pragma once
// A text to be laid out, and what comes out of it: a value between layout and paint. Positions are in pixels, relative
// to the layout's top left corner, x to the right, y down, also in right-to-left text.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace treffpunkt::text {

enum class Align { start, centre, end };  // start: left in left-to-right, right in right-to-left paragraphs

// A range of bytes of Paragraph::text set apart.
struct Span {
  std::size_t begin = 0, end = 0;
  bool bold = false;
  bool italic = false;
  bool struck = false;  // a line through
  bool underlined = false;
  bool marked = false;   // a highlighter behind the text (search results)
  std::uint8_t ink = 0;  // index of a second colour, 0: the paragraph's

  bool operator==(const Span&) const = default;
};

struct Paragraph {
  std::string text;                  // UTF-8; invalid bytes become U+FFFD
  std::string_view language = "de";  // Language::pango_tag, static storage
  bool right_to_left = false;        // base direction where the text itself is not clearly otherwise (direction.h)
  float size = 24;                   // font size in pixels (the em)
  float line_height = 0;             // pixels from baseline to baseline; 0: 1.4 em, icons 1 em
  float width = 0;                   // wrap width in pixels; 0: never wrap
  int maximum_lines = 0;  // 0: as many as it takes; otherwise line breaks become spaces, and an ellipsis ends it
  Align align = Align::start;
  bool bold = false;
  bool icons = false;  // set in the icon font: text is the icon's code point
  bool tabular_figures = false;
  std::vector<Span> spans;

  bool operator==(const Paragraph&) const = default;
};

struct Glyph {
  std::uint32_t font = 0;  // the engine's number for a font at a size
  std::uint32_t glyph = 0;
  float x = 0, y = 0;  // of the glyph's origin on the baseline
  std::uint8_t ink = 0;
};

// A filled rectangle: underline, strike, mark.
struct Decoration {
  float x = 0, y = 0, width = 0, height = 0;
  enum class Kind { underline, strike, mark } kind = Kind::underline;
  std::uint8_t ink = 0;
};

struct Line {
  std::size_t begin = 0, end = 0;  // bytes of the text
  float x = 0, width = 0;          // ink advance, for alignment checks
  float baseline = 0;
  bool right_to_left = false;
};

struct Layout {
  std::vector<Glyph> glyphs;
  std::vector<Decoration> decorations;
  std::vector<Line> lines;
  float width = 0, height = 0;  // width: of the widest line; height: lines times line height
  int unknown_glyphs = 0;       // characters that no font of ours has
  bool ellipsized = false;
  bool right_to_left = false;  // the first line's direction
};

}  // namespace treffpunkt::text
