#include "kiosk/screens/skyline.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::screens {
namespace {

struct House {
  float x, width, height;  // shares of the width, the width, the height
};

constexpr House kHouses[] = {{0.05f, 0.07f, 0.48f}, {0.13f, 0.045f, 0.74f}, {0.18f, 0.11f, 0.40f}, {0.315f, 0.03f, 0.62f},
                             {0.39f, 0.085f, 0.46f}, {0.505f, 0.11f, 0.36f}, {0.64f, 0.14f, 0.40f}, {0.89f, 0.075f, 0.45f}};

void block(ui::Pen& pen, const ui::Rect& rect, float x, float width, float height) {
  // A shape, not a box: words may stand across it.
  const float left = rect.x + x * rect.width, right = left + width * rect.width, top = rect.bottom() - height * rect.height;
  pen.shape({left, rect.bottom(), left, top, right, top, right, rect.bottom()}, pen.theme().header_shade);
}

void gable(ui::Pen& pen, const ui::Rect& rect, float x, float width, float from, float to) {
  const float left = rect.x + x * rect.width, wide = width * rect.width;
  pen.shape({left, rect.bottom() - from * rect.height, left + wide / 2, rect.bottom() - to * rect.height, left + wide,
             rect.bottom() - from * rect.height},
            pen.theme().header_shade);
}

// A wave as a band of narrow columns: a polygon with bays is not convex.
void wave(ui::Pen& pen, const ui::Rect& rect) {
  const float height = rect.height * 0.15f, swell = rect.height * 0.05f, length = rect.width / 4.5f;
  const float step = std::max(6.f, rect.width / 120);
  const auto top = [&](float x) { return rect.bottom() - height + swell * std::sin(x / length * 6.2831853f); };
  for (float x = 0; x < rect.width; x += step) {
    const float end = std::min(rect.width, x + step);
    pen.shape({rect.x + x, top(x), rect.x + end, top(end), rect.x + end, rect.bottom(), rect.x + x, rect.bottom()},
              pen.theme().header_wave);
  }
}

}  // namespace

void skyline(ui::Pen& pen, const ui::Rect& rect) {
  if (pen.theme().high_contrast) return;
  for (const auto& house : kHouses) block(pen, rect, house.x, house.width, house.height);
  gable(pen, rect, 0.505f, 0.11f, 0.35f, 0.66f);   // the town hall's roof
  gable(pen, rect, 0.315f, 0.03f, 0.61f, 0.85f);   // a spire
  block(pen, rect, 0.81f, 0.012f, 0.80f);          // a crane: mast, jib, hook
  pen.box({rect.x + 0.775f * rect.width, rect.bottom() - 0.80f * rect.height, 0.105f * rect.width, 0.05f * rect.height},
          pen.theme().header_shade, 3);
  gable(pen, rect, 0.806f, 0.02f, 0.79f, 0.95f);
  wave(pen, rect);
}

}  // namespace treffpunkt::screens
