#pragma once
// Where the canvas (what the visitor sees upright) lies on the panel (the screen or window as it is mounted). Pure.

namespace treffpunkt::platform {

struct Point {
  float x = 0, y = 0;
};

struct Viewport {
  int canvas_width = 0, canvas_height = 0;
  int panel_width = 0, panel_height = 0;
  int rotation = 0;  // degrees clockwise by which the canvas is turned on the panel: 0, 90, 180, 270

  bool sideways() const { return rotation == 90 || rotation == 270; }
  float scale() const;        // panel pixels a canvas pixel: as large as fits
  bool fits_exactly() const;  // the turned canvas is the panel, pixel for pixel

  // Points, not pixel indices: the canvas reaches from (0, 0) to (canvas_width, canvas_height).
  Point to_panel(Point canvas) const;
  Point to_canvas(Point panel) const;  // beside the canvas: clamped to its edge
};

}  // namespace treffpunkt::platform
