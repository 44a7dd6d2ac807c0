#include "kiosk/platform/viewport.h"

#include <doctest/doctest.h>

#include <cmath>

#include <initializer_list>

namespace treffpunkt::platform {
namespace {

void check_point(Point point, float x, float y) {
  CHECK(std::abs(point.x - x) < 0.01F);  // pixels
  CHECK(std::abs(point.y - y) < 0.01F);
}

TEST_CASE("a touch on a turned panel lands where the visitor sees it") {
  // A portrait canvas on a landscape panel; its top left corner as the panel has it.
  check_point(Viewport{1080, 1920, 1080, 1920, 0}.to_canvas({10, 20}), 10, 20);
  check_point(Viewport{1080, 1920, 1920, 1080, 90}.to_canvas({1900, 10}), 10, 20);
  check_point(Viewport{1080, 1920, 1080, 1920, 180}.to_canvas({1070, 1900}), 10, 20);
  check_point(Viewport{1080, 1920, 1920, 1080, 270}.to_canvas({20, 1070}), 10, 20);
}

TEST_CASE("canvas to panel and back is the same point, in every rotation and scale") {
  for (const int rotation : {0, 90, 180, 270}) {
    for (const int panel_width : {480, 1080, 1920}) {
      const Viewport viewport{1080, 1920, panel_width, 1000, rotation};
      for (const Point point : {Point{0, 0}, Point{1080, 1920}, Point{333, 777}}) {
        check_point(viewport.to_canvas(viewport.to_panel(point)), point.x, point.y);
      }
    }
  }
}

TEST_CASE("a canvas that does not fit is scaled into the middle, a touch beside it lands on its edge") {
  const Viewport viewport{1000, 2000, 1000, 1000, 0};
  CHECK(viewport.scale() == doctest::Approx(0.5));
  CHECK_FALSE(viewport.fits_exactly());
  check_point(viewport.to_panel({0, 0}), 250, 0);
  check_point(viewport.to_canvas({500, 500}), 500, 1000);
  check_point(viewport.to_canvas({10, 500}), 0, 1000);
  check_point(viewport.to_canvas({999, 999}), 1000, 1998);
}

TEST_CASE("a turned canvas fits a turned panel exactly") {
  CHECK(Viewport{1080, 1920, 1920, 1080, 90}.fits_exactly());
  CHECK_FALSE(Viewport{1080, 1920, 1920, 1080, 180}.fits_exactly());
}

}  // namespace
}  // namespace treffpunkt::platform
