#pragma once
// What a modest phone sees of a panel, 2.3 pixels a millimetre from 40 cm: tilted, turned, out of focus, pale and noisy. The
// same on every run. Pure.

#include "tests/system/support/pictures.h"

namespace treffpunkt::test {

struct Grey {
  int width = 0, height = 0;
  std::vector<unsigned char> pixels;
};

// `x`, `y`: where on the panel's picture the camera points.
Grey seen_by_a_phone(const Pixels& panel, double pixels_per_mm, double x, double y, double distance_mm = 400);

}  // namespace treffpunkt::test
