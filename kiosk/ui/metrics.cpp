#include "kiosk/ui/metrics.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace treffpunkt::ui {
namespace {

constexpr float kBody = 5.5f;          // capitals, mm
constexpr float kLeastGrowth = 1.2f;   // who asks for larger letters gets them, also close to the panel

}  // namespace

Metrics Metrics::of_panel(float width, float height, double diagonal_inch) {
  Metrics metrics;
  metrics.width = width;
  metrics.height = height;
  metrics.pixels_per_mm = static_cast<float>(std::hypot(width, height) / (diagonal_inch * 25.4));
  return metrics;
}

float Metrics::mm(float millimetres) const { return std::round(millimetres * pixels_per_mm); }

// Upright, the lower 58 % of 476 mm are what hands from 80 to 110 cm above the floor reach; a panel that hangs across
// is hardly higher than that by itself, so less is given away; the lowest ones need what they have.
void Metrics::lower() {
  const float whole = canvas_height();
  above = std::round(whole * (!landscape() ? 0.42f : whole < mm(120) ? 0.22f : 0.32f));
  height = whole - above;
}

float Metrics::growth() const {
  if (!large_text) return 1;
  const float wanted = distance_mm * std::tan(0.7f * std::numbers::pi_v<float> / 180);
  return std::max(kLeastGrowth, wanted / kBody);
}

float Metrics::margin() const { return mm(small_panel() ? 6.f : 14.f); }

float Metrics::capital_mm(Type type) const {
  // On a small panel the large sizes come down, the readable ones do not.
  const bool small = small_panel();
  const float grown = growth();
  // What is large already grows less, but stays above what stands beneath it.
  const auto large = [&](float millimetres, float least) { return std::max(millimetres * (large_text ? 1.15f : 1.f), least * grown); };
  switch (type) {
    case Type::small:
    case Type::small_bold: return 4.85f * grown;
    case Type::body:
    case Type::body_bold: return kBody * grown;
    case Type::card: return 5.9f * grown;
    case Type::heading: return (small ? 6.f : 6.6f) * grown;
    case Type::title: return large(small ? 7.2f : 9.6f, 6.8f);
    case Type::display: return large(small ? 8.f : 10.4f, 7.f);
    case Type::clock: return large(small ? 10.f : 15.f, 7.2f);
    case Type::huge: return large(small ? 14.f : 28.f, 7.4f);
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
