#include <doctest/doctest.h>

#include "kiosk/ui/scroll.h"

using treffpunkt::ui::Scroll;

namespace {

Scroll list_of(float maximum) {
  Scroll scroll;
  scroll.set_range(maximum);
  return scroll;
}

void settle(Scroll& scroll) {
  for (int i = 0; i < 2000 && scroll.advance(1.0 / 60); ++i) {
  }
}

}  // namespace

TEST_CASE("a list follows the finger to the pixel") {
  auto scroll = list_of(1000);
  scroll.drag_begin();
  scroll.drag_by(-120, 0.016);
  CHECK(scroll.offset() == 120);
}

TEST_CASE("a thrown list goes on by inertia and comes to rest") {
  auto scroll = list_of(5000);
  scroll.drag_begin();
  for (int i = 0; i < 5; ++i) scroll.drag_by(-30, 0.016);
  const float let_go = scroll.offset();
  scroll.drag_end(0.01);
  settle(scroll);
  CHECK(scroll.offset() > let_go + 100);
  CHECK_FALSE(scroll.moving());
}

TEST_CASE("a finger that rests before it is lifted throws nothing") {
  auto scroll = list_of(5000);
  scroll.drag_begin();
  scroll.drag_by(-300, 0.016);
  scroll.drag_end(0.5);
  CHECK_FALSE(scroll.moving());
  CHECK(scroll.offset() == 300);
}

TEST_CASE("beyond its end a list gives way softly and comes back") {
  auto scroll = list_of(100);
  scroll.drag_begin();
  scroll.drag_by(-150, 0.016);
  scroll.drag_by(-100, 0.016);
  CHECK(scroll.offset() > 100);
  CHECK(scroll.offset() < 250);
  scroll.drag_end(0.5);
  settle(scroll);
  CHECK(scroll.offset() == 100);
}

TEST_CASE("a page by button takes a fifth of a second and ends exactly") {
  auto scroll = list_of(1000);
  scroll.glide_by(400, true);
  scroll.advance(0.1);
  CHECK(scroll.offset() > 0);
  CHECK(scroll.offset() < 400);
  CHECK_FALSE(scroll.advance(0.11));
  CHECK(scroll.offset() == 400);
}

TEST_CASE("a second press while gliding goes on from where the first would end") {
  auto scroll = list_of(2000);
  scroll.glide_by(400, true);
  scroll.advance(0.05);
  scroll.glide_by(400, true);
  settle(scroll);
  CHECK(scroll.offset() == 800);
}

TEST_CASE("a page never goes beyond either end") {
  auto scroll = list_of(300);
  scroll.glide_by(1000, false);
  CHECK(scroll.offset() == 300);
  CHECK(scroll.at_end());
  scroll.glide_by(-1000, false);
  CHECK(scroll.at_start());
}

TEST_CASE("a list that became shorter shows its end, not emptiness") {
  auto scroll = list_of(1000);
  scroll.jump_to(900);
  scroll.set_range(200);
  CHECK(scroll.offset() == 200);
}
