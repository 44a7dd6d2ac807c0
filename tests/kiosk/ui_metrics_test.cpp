#include <doctest/doctest.h>

#include <initializer_list>
#include <iterator>

#include "kiosk/ui/metrics.h"

using namespace treffpunkt;
using ui::Metrics;
using ui::Type;

TEST_CASE("a 21.5 inch Full HD panel has four pixels to the millimetre, upright or not") {
  CHECK(Metrics::of_panel(1080, 1920, 21.5).pixels_per_mm == doctest::Approx(4.034).epsilon(0.001));
  CHECK(Metrics::of_panel(1920, 1080, 21.5).pixels_per_mm == doctest::Approx(4.034).epsilon(0.001));
}

TEST_CASE("no text is smaller than 4.8 mm capitals on any panel") {
  for (const auto& metrics : {Metrics::of_panel(1080, 1920, 21.5), Metrics::of_panel(1280, 800, 10.1), Metrics::of_panel(800, 480, 7)}) {
    for (const auto type : {Type::small, Type::small_bold, Type::body, Type::card, Type::heading, Type::title}) {
      CHECK(metrics.font_size(type) * metrics.capital / metrics.pixels_per_mm >= 4.8f);
    }
  }
}

TEST_CASE("large text gives the body capitals of 0.7 degrees at the distance of the eyes") {
  auto metrics = Metrics::of_panel(1080, 1920, 21.5);
  metrics.large_text = true;
  CHECK(metrics.capital_mm(Type::body) == doctest::Approx(7.33).epsilon(0.001));  // 600 mm times tan 0.7 degrees
  metrics.distance_mm = 900;
  CHECK(metrics.capital_mm(Type::body) == doctest::Approx(11.0).epsilon(0.001));
  metrics.distance_mm = 400;  // 4.9 mm would be smaller than without
  CHECK(metrics.capital_mm(Type::body) == doctest::Approx(6.6).epsilon(0.001));
}

TEST_CASE("the scale of type goes up from small to huge on every panel, at every distance") {
  for (auto metrics : {Metrics::of_panel(1080, 1920, 21.5), Metrics::of_panel(1280, 800, 10.1), Metrics::of_panel(800, 480, 7)}) {
    for (const float distance : {0.f, 400.f, 600.f, 900.f}) {
      metrics.large_text = distance > 0;
      metrics.distance_mm = distance;
      const Type order[] = {Type::small, Type::body, Type::card, Type::heading, Type::title, Type::display, Type::clock, Type::huge};
      for (std::size_t i = 1; i < std::size(order); ++i) CHECK(metrics.capital_mm(order[i - 1]) < metrics.capital_mm(order[i]));
    }
  }
}

TEST_CASE("reach mode leaves the lower part of the panel, and a panel stays upright or across") {
  auto upright = Metrics::of_panel(1080, 1920, 21.5);
  upright.lower();
  CHECK(upright.height_mm() < 300);  // from 80 to 110 cm above the floor
  CHECK(upright.canvas_height() == 1920);
  auto tablet = Metrics::of_panel(800, 1280, 10.1);
  tablet.lower();
  CHECK(tablet.height < tablet.width);
  CHECK_FALSE(tablet.landscape());
  auto across = Metrics::of_panel(1920, 1080, 21.5);
  across.lower();
  CHECK(across.landscape());
  CHECK_FALSE(across.small_panel());
}
