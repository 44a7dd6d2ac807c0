#include "kiosk/ui/metrics.h"

#include <cmath>

namespace treffpunkt::ui {

Metrics Metrics::of_panel(float width, float height, double diagonal_inch) {
  Metrics metrics;
  metrics.width = width;
  metrics.height = height;
  metrics.pixels_per_mm = static_cast<float>(std::hypot(width, height) / (diagonal_inch * 25.4));
  return metrics;
}

float Metrics::mm(float millimetres) const { return std::round(millimetres * pixels_per_mm); }

float Metrics::margin() const { return mm(small_panel() ? 6.f : 14.f); }

float Metrics::capital_mm(Type type) const {
  // On a small panel the large sizes come down, the readable ones do not.
  const bool small = small_panel();
  const float growth = large_text ? 1.33f : 1.f;
  const float display_growth = large_text ? 1.15f : 1.f;
  switch (type) {
    case Type::small:
    case Type::small_bold: return 4.85f * growth;
    case Type::body:
    case Type::body_bold: return 5.5f * growth;
    case Type::card: return 5.9f * growth;
    case Type::heading: return (small ? 6.f : 6.6f) * growth;
    case Type::title: return (small ? 7.2f : 9.6f) * display_growth;
    case Type::display: return (small ? 8.f : 10.4f) * display_growth;
    case Type::clock: return (small ? 10.f : 15.f) * display_growth;
    case Type::huge: return (small ? 14.f : 28.f) * display_growth;
  }
  return 4.85f;
}

float Metrics::font_size(Type type) const { return capital_mm(type) * pixels_per_mm / capital; }

float Metrics::line_height(Type type) const {
  const bool large = type == Type::title || type == Type::display || type == Type::clock || type == Type::huge;
  const float share = tall_script ? (large ? 1.5f : 1.58f) : (large ? 1.2f : 1.34f);
  return std::round(font_size(type) * share);
}

bool Metrics::bold(Type type) {
  switch (type) {
    case Type::small:
    case Type::body: return false;
    default: return true;
  }
}

}  // namespace treffpunkt::ui
