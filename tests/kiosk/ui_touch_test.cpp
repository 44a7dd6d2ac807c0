#include <doctest/doctest.h>

#include "kiosk/ui/touch.h"

using namespace treffpunkt::ui;

namespace {

// A list of two buttons that scrolls, and a bar below it.
struct Panel {
  Scene scene;
  Scroll scroll;
  Touch touch{16};

  Panel() {
    Layer list;
    list.viewport = {0, 0, 400, 300};
    list.content_height = 1000;
    list.scrolls = true;
    list.targets.push_back({{0, 0, 400, 100}, {"go", "first"}, "first"});
    list.targets.push_back({{0, 400, 400, 100}, {"go", "second"}, "second"});
    Layer bar;
    bar.viewport = {0, 300, 400, 100};
    bar.targets.push_back({{0, 0, 200, 100}, {"home", ""}, "home"});
    bar.targets.push_back({{200, 0, 200, 100}, {"back", ""}, "back", 0, false});
    scene.layers = {list, bar};
    scroll.set_range(700);
  }

  std::optional<Action> finger(Finger::Phase phase, float x, float y, double seconds, std::int64_t id = 1) {
    return touch.handle({phase, id, x, y, seconds}, scene, scroll);
  }
};

constexpr auto kDown = Finger::Phase::down;
constexpr auto kMove = Finger::Phase::move;
constexpr auto kUp = Finger::Phase::up;

}  // namespace

TEST_CASE("a press shows at once and fires when it is lifted inside") {
  Panel panel;
  CHECK_FALSE(panel.finger(kDown, 50, 50, 0));
  REQUIRE(panel.touch.pressed());
  CHECK(panel.touch.pressed()->target == 0);
  CHECK(panel.finger(kUp, 60, 55, 0.1) == Action{"go", "first"});
  CHECK_FALSE(panel.touch.pressed());
}

TEST_CASE("sliding off cancels, sliding back presses again") {
  Panel panel;
  panel.finger(kDown, 50, 350, 0);
  panel.finger(kMove, 50, 280, 0.1);
  CHECK_FALSE(panel.touch.pressed());
  panel.finger(kMove, 50, 340, 0.2);
  CHECK(panel.touch.pressed());
  panel.finger(kMove, 50, 280, 0.3);
  CHECK_FALSE(panel.finger(kUp, 50, 280, 0.4));
}

TEST_CASE("a finger that wanders in a list scrolls it and fires nothing") {
  Panel panel;
  panel.finger(kDown, 50, 80, 0);
  panel.finger(kMove, 50, 40, 0.05);
  CHECK_FALSE(panel.touch.pressed());
  CHECK(panel.scroll.offset() == 40);
  CHECK_FALSE(panel.finger(kUp, 50, 40, 0.06));
}

TEST_CASE("a finger that trembles less than the slop still taps") {
  Panel panel;
  panel.finger(kDown, 50, 50, 0);
  panel.finger(kMove, 55, 60, 0.05);
  CHECK(panel.finger(kUp, 55, 60, 0.1) == Action{"go", "first"});
}

TEST_CASE("targets move with the list") {
  Panel panel;
  panel.scroll.jump_to(400);
  panel.finger(kDown, 50, 50, 0);
  CHECK(panel.finger(kUp, 50, 50, 0.1) == Action{"go", "second"});
}

TEST_CASE("a target that has scrolled under the bar is not touched through it") {
  Panel panel;
  panel.scroll.jump_to(80);  // the second button now lies at 320 to 420, under the bar
  panel.finger(kDown, 50, 350, 0);
  CHECK(panel.finger(kUp, 50, 350, 0.1) == Action{"home", ""});
}

TEST_CASE("a second finger neither fires nor breaks the first") {
  Panel panel;
  panel.finger(kDown, 50, 50, 0, 1);
  CHECK_FALSE(panel.finger(kDown, 50, 350, 0.05, 2));
  CHECK_FALSE(panel.finger(kUp, 50, 350, 0.1, 2));
  CHECK(panel.finger(kUp, 50, 50, 0.2, 1) == Action{"go", "first"});
}

TEST_CASE("what is disabled does nothing") {
  Panel panel;
  panel.finger(kDown, 300, 350, 0);
  CHECK_FALSE(panel.touch.pressed());
  CHECK_FALSE(panel.finger(kUp, 300, 350, 0.1));
}

TEST_CASE("the touch that stops a moving list is no tap") {
  Panel panel;
  panel.scroll.glide_by(300, true);
  panel.scroll.advance(0.05);
  panel.finger(kDown, 50, 50, 0);
  CHECK_FALSE(panel.finger(kUp, 50, 50, 0.1));
}

TEST_CASE("a question laid over the screen takes every touch") {
  Panel panel;
  Layer question;
  question.viewport = {0, 0, 400, 400};
  question.modal = true;
  question.targets.push_back({{100, 100, 100, 100}, {"stay", ""}, "yes"});
  panel.scene.layers.push_back(question);
  panel.finger(kDown, 50, 50, 0);
  CHECK_FALSE(panel.finger(kUp, 50, 50, 0.1));
  panel.finger(kDown, 150, 150, 0.2);
  CHECK(panel.finger(kUp, 150, 150, 0.3) == Action{"stay", ""});
}

TEST_CASE("a finger that was down when the screen changed does nothing until it is lifted") {
  Panel panel;
  panel.finger(kDown, 50, 50, 0);
  panel.touch.forget();
  CHECK_FALSE(panel.finger(kUp, 50, 50, 0.1));
  panel.finger(kDown, 50, 50, 0.2);
  CHECK(panel.finger(kUp, 50, 50, 0.3) == Action{"go", "first"});
}
