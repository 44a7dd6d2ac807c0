#include "kiosk/ui/transition.h"

#include <doctest/doctest.h>

using treffpunkt::ui::Transition;
using Way = Transition::Way;

TEST_CASE("a screen arrives from the side it lies on, mirrored where reading goes from right to left") {
  Transition transition;
  transition.begin(Way::deeper);
  CHECK(transition.at(false).x == 1);
  CHECK(transition.at(true).x == -1);
  transition.begin(Way::back);
  CHECK(transition.at(false).x == -1);
  CHECK(transition.at(true).x == 1);
  transition.begin(Way::rise);
  CHECK(transition.at(true).x == 0);
  CHECK(transition.at(true).y == 1);
}

TEST_CASE("it comes nearer all the time and stands within 200 ms") {
  Transition transition;
  transition.begin(Way::deeper);
  float before = 1.1f;
  for (int frame = 0; transition.moving(); ++frame) {
    REQUIRE(frame < 12);
    CHECK(transition.at(false).x < before);
    before = transition.at(false).x;
    transition.advance(1.0 / 60);
  }
  CHECK(Transition::kSeconds <= 0.2);
  CHECK(transition.at(false).x == 0);
}
