#pragma once
// From where a touch panel says that it was touched to where it was: an affine map of the panel, found from four touches.
// Places are shares of the panel as it is mounted, 0 to 1 from its upper left corner. A value; any thread.

#include <array>

#include "content/result/error.h"
#include "kiosk/platform/viewport.h"

namespace treffpunkt::platform {

struct Calibration {
  // x' = a x + b y + c, y' = d x + e y + f
  double a = 1, b = 0, c = 0, d = 0, e = 1, f = 0;

  Point corrected(Point raw) const;
  // Least squares over four touches. Refuses what no panel is: a map that folds, stretches by more than 1.6, or misses
  // one of the four by more than 3 % of the panel.
  static Result<Calibration> fit(const std::array<Point, 4>& touched, const std::array<Point, 4>& meant);
  // Whether a map read from somewhere may be used.
  bool plausible() const;

  bool operator==(const Calibration&) const = default;
};

}  // namespace treffpunkt::platform
