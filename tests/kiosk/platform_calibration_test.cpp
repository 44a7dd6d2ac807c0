#include "kiosk/platform/calibration.h"

#include <doctest/doctest.h>

#include <cmath>

using treffpunkt::platform::Calibration;
using treffpunkt::platform::Point;

namespace {

constexpr std::array<Point, 4> kCorners = {{{0.1F, 0.1F}, {0.9F, 0.1F}, {0.9F, 0.9F}, {0.1F, 0.9F}}};

// What a panel says that is shifted and too small.
Point crooked(Point meant) { return {meant.x * 0.9F + 0.04F, meant.y * 0.95F + 0.03F}; }

std::array<Point, 4> each(Point (*panel)(Point)) {
  auto touched = kCorners;
  for (auto& point : touched) point = panel(point);
  return touched;
}

}  // namespace

TEST_CASE("four touches on a crooked panel set every place right") {
  const auto found = Calibration::fit(each(crooked), kCorners);
  REQUIRE(found);
  for (const Point meant : {Point{0.5F, 0.5F}, Point{0.02F, 0.98F}, Point{0.7F, 0.2F}}) {
    const Point place = found->corrected(crooked(meant));
    CHECK(place.x == doctest::Approx(meant.x).epsilon(0.001));
    CHECK(place.y == doctest::Approx(meant.y).epsilon(0.001));
  }
}

TEST_CASE("a panel that is mounted upside down or sideways is set right, too") {
  CHECK(Calibration::fit(each([](Point point) { return Point{1 - point.x, 1 - point.y}; }), kCorners));
  CHECK(Calibration::fit(each([](Point point) { return Point{point.y, 1 - point.x}; }), kCorners));
}

TEST_CASE("a little trembling is evened out") {
  auto touched = kCorners;
  touched[0].x += 0.01F;
  touched[2].y -= 0.01F;
  const auto found = Calibration::fit(touched, kCorners);
  REQUIRE(found);
  const Point middle = found->corrected({0.5F, 0.5F});
  CHECK(std::hypot(middle.x - 0.5F, middle.y - 0.5F) < 0.01F);
}

TEST_CASE("touches that no panel gives are refused") {
  const Point middle{0.5F, 0.5F};
  CHECK_FALSE(Calibration::fit({middle, middle, middle, middle}, kCorners));
  CHECK_FALSE(Calibration::fit({Point{0.1F, 0.1F}, Point{0.9F, 0.1F}, Point{0.9F, 0.9F}, Point{0.5F, 0.5F}}, kCorners));
  CHECK_FALSE(Calibration::fit({Point{0.4F, 0.4F}, Point{0.6F, 0.4F}, Point{0.6F, 0.6F}, Point{0.4F, 0.6F}}, kCorners));
  CHECK_FALSE(Calibration::fit({Point{0.1F, 0.1F}, Point{0.2F, 0.2F}, Point{0.3F, 0.3F}, Point{0.9F, 0.9F}}, kCorners));
  CHECK_FALSE(Calibration::fit({Point{0.1F, 0.1F}, Point{0.9F, 0.9F}, Point{0.9F, 0.1F}, Point{0.1F, 0.9F}}, kCorners));  // two exchanged
}

TEST_CASE("what was read from a file may be nonsense") {
  CHECK(Calibration{}.plausible());
  CHECK_FALSE(Calibration{0, 0, 0, 0, 0, 0}.plausible());
  CHECK_FALSE(Calibration{1, 1, 0, 1, 1, 0}.plausible());
  CHECK_FALSE(Calibration{1, 0, 0.9, 0, 1, 0}.plausible());
  CHECK_FALSE(Calibration{std::nan(""), 0, 0, 0, 1, 0}.plausible());
}
