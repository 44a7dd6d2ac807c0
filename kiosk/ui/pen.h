#pragma once
// Puts nodes on a layer. Screens think left to right; the pen mirrors every rectangle when the look is right to left
// (clocks and numbers are text and stay as they are). One thread, the UI's.

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/ui/look.h"
#include "kiosk/ui/qr.h"
#include "kiosk/ui/scene.h"

namespace treffpunkt::ui {

struct TextOptions {
  Colour ink = 0;                      // 0: the theme's ink
  text::Align align = text::Align::start;
  int maximum_lines = 0;
  bool struck = false;
  bool italic = false;
  bool tabular = false;
  std::optional<bool> bold;            // instead of the type's
  std::vector<text::Span> spans;
  std::vector<Colour> more_inks;       // inks 1, 2, ... of the spans
  // The text's own language where it is not the look's (a German text on an Arabic screen).
  std::string_view shaping_language;   // empty: the look's
  std::optional<bool> right_to_left;
  bool own_side = false;               // long texts: lines start where their own script starts, not where the layout does
};

class Pen {
 public:
  // `width`: of the area to mirror in, from the layer's left edge.
  Pen(Layer& layer, const Look& look, float width);

  const Look& look() const { return look_; }
  const Metrics& metrics() const { return look_.metrics; }
  const Theme& theme() const { return look_.theme; }
  float mm(float millimetres) const { return look_.metrics.mm(millimetres); }
  float width() const { return width_; }

  void box(Rect rect, Colour fill, float radius = 0, Colour border = 0, float border_width = 0);
  void shape(std::vector<float> points, Colour fill);

  // Height that the text will take; the same layout is reused when it is placed.
  std::shared_ptr<const text::Layout> measure(std::string_view words, Type type, float width, const TextOptions& options = {}) const;
  // Places a text with its top at y and gives its height. An empty text takes no room.
  float text(float x, float y, float width, Type type, std::string_view words, const TextOptions& options = {});
  // Centred in the rectangle, both ways.
  void centred(const Rect& rect, Type type, std::string_view words, TextOptions options = {});
  // An icon in a square of `size` pixels. Icons that point (chevrons, arrows) turn with the layout.
  void icon(float x, float y, float size, std::string_view name, Colour ink);
  void picture(Rect rect, const std::string& object, float radius);
  // Black on white with its quiet zone, whatever the theme. `data`: what the code says, for dumps and tests.
  void qr(Rect square, const QrCode& code, std::string_view data);

  void target(Rect rect, Action action, std::string_view label, float radius = 0, bool enabled = true);

  Layer& layer() { return layer_; }

 private:
  Rect mirrored(Rect rect) const;
  text::Paragraph paragraph(std::string_view words, Type type, float width, const TextOptions& options) const;

  Layer& layer_;
  const Look& look_;
  float width_;
};

}  // namespace treffpunkt::ui
