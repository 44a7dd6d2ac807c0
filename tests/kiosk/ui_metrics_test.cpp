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

TEST_CASE("large text gives the body capitals of 7.3 mm") {
  auto metrics = Metrics::of_panel(1080, 1920, 21.5);
  metrics.large_text = true;
  CHECK(metrics.capital_mm(Type::body) >= 7.3f);
}

TEST_CASE("the scale of type goes up from small to clock") {
  const auto metrics = Metrics::of_panel(1080, 1920, 21.5);
  const Type order[] = {Type::small, Type::body, Type::card, Type::heading, Type::title, Type::display, Type::clock};
  for (std::size_t i = 1; i < std::size(order); ++i) CHECK(metrics.capital_mm(order[i - 1]) < metrics.capital_mm(order[i]));
}
