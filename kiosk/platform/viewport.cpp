#include "kiosk/platform/viewport.h"

#include <algorithm>

namespace treffpunkt::platform {
namespace {

// Turns a point of a width x height rectangle clockwise, into the turned rectangle.
Point turned(Point point, float width, float height, int rotation) {
  switch (rotation) {
    case 90:
      return {height - point.y, point.x};
    case 180:
      return {width - point.x, height - point.y};
    case 270:
      return {point.y, width - point.x};
    default:
      return point;
  }
}

}  // namespace

float Viewport::scale() const {
  const int width = sideways() ? canvas_height : canvas_width;
  const int height = sideways() ? canvas_width : canvas_height;
  if (width <= 0 || height <= 0) return 1;
  return std::min(static_cast<float>(panel_width) / static_cast<float>(width),
                  static_cast<float>(panel_height) / static_cast<float>(height));
}

bool Viewport::fits_exactly() const {
  return panel_width == (sideways() ? canvas_height : canvas_width) &&
         panel_height == (sideways() ? canvas_width : canvas_height);
}

Point Viewport::to_panel(Point canvas) const {
  const auto width = static_cast<float>(canvas_width), height = static_cast<float>(canvas_height);
  const Point point = turned(canvas, width, height, rotation);
  const float turned_width = sideways() ? height : width, turned_height = sideways() ? width : height;
  return {point.x * scale() + (static_cast<float>(panel_width) - turned_width * scale()) / 2,
          point.y * scale() + (static_cast<float>(panel_height) - turned_height * scale()) / 2};
}

Point Viewport::to_canvas(Point panel) const {
  const auto width = static_cast<float>(canvas_width), height = static_cast<float>(canvas_height);
  const float turned_width = sideways() ? height : width, turned_height = sideways() ? width : height;
  const Point point = {(panel.x - (static_cast<float>(panel_width) - turned_width * scale()) / 2) / scale(),
                       (panel.y - (static_cast<float>(panel_height) - turned_height * scale()) / 2) / scale()};
  const Point upright = turned(point, turned_width, turned_height, (360 - rotation) % 360);
  return {std::clamp(upright.x, 0.0F, width), std::clamp(upright.y, 0.0F, height)};
}

}  // namespace treffpunkt::platform
