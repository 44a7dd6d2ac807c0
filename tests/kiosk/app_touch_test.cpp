// Touches while screens come and go.

#include "tests/kiosk/app_support.h"

using namespace treffpunkt;
using treffpunkt::test::Kiosk;
using Kind = platform::InputEvent::Kind;

namespace {

struct Spot {
  float x = 0, y = 0;
};

Spot spot_of(const ui::Scene& scene, std::string_view action) {
  for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
    for (const auto& target : layer->targets) {
      if (target.action.name == action) return {layer->viewport.x + target.rect.x + target.rect.width / 2, layer->viewport.y + target.rect.y + target.rect.height / 2};
    }
  }
  FAIL("nothing to touch");
  return {};
}

// The loader brings what was asked for, as quickly as it can, while a finger may be on the glass.
void let_it_load(Kiosk& kiosk) {
  for (int i = 0; i < 60; ++i) {
    kiosk.wait(0.005);
    kiosk.app().advance();
  }
}

}  // namespace

TEST_CASE("a press shows before the next screen is there, and a finger that is down keeps what it touched") {
  Kiosk kiosk;
  kiosk.act("start");
  kiosk.app().act({"go", "language"});
  const auto home = spot_of(kiosk.scene(), "contrast");
  kiosk.finger(Kind::finger_down, home.x, home.y);
  let_it_load(kiosk);
  CHECK(kiosk.session().here().screen == "home");  // not taken from under the finger
  kiosk.finger(Kind::finger_up, home.x, home.y);
  kiosk.settle();
  CHECK(kiosk.session().access.high_contrast);
  CHECK(kiosk.session().here().screen == "language");
}

TEST_CASE("a touch on what nobody can have seen yet does nothing; the bar answers at once") {
  Kiosk kiosk;
  kiosk.act("start");
  kiosk.act("reduced_motion", "on");
  kiosk.act("go", "language");
  const auto language = spot_of(kiosk.scene(), "language"), contrast = spot_of(kiosk.scene(), "contrast");
  kiosk.finger(Kind::finger_down, language.x, language.y);
  kiosk.finger(Kind::finger_up, language.x, language.y);
  kiosk.settle();
  CHECK(kiosk.session().here().screen == "language");
  kiosk.finger(Kind::finger_down, contrast.x, contrast.y);
  kiosk.finger(Kind::finger_up, contrast.x, contrast.y);
  kiosk.settle();
  CHECK(kiosk.session().access.high_contrast);
  kiosk.tap(language.x, language.y);  // after a moment to look
  kiosk.settle();
  CHECK(kiosk.session().here().screen == "home");
}

TEST_CASE("a palm on the bar switches nothing") {
  Kiosk kiosk;
  kiosk.act("start");
  const auto before = kiosk.session();
  const auto at = spot_of(kiosk.scene(), "contrast");
  for (const std::int64_t id : {1, 2, 3}) kiosk.finger(Kind::finger_down, at.x + static_cast<float>(id) * 30, at.y, id);
  for (const std::int64_t id : {1, 2, 3}) kiosk.finger(Kind::finger_up, at.x + static_cast<float>(id) * 30, at.y, id);
  kiosk.settle();
  CHECK(kiosk.session() == before);
}

TEST_CASE("what sticks to the glass does not keep the kiosk, and does not count as a visitor") {
  Kiosk kiosk;
  const auto fresh = kiosk.session();
  kiosk.act("start");
  kiosk.finger(Kind::finger_down, 3, 900, 7);
  kiosk.pass(31);
  const auto at = spot_of(kiosk.scene(), "contrast");
  kiosk.tap(at.x, at.y);
  kiosk.settle();
  CHECK(kiosk.session().access.high_contrast);
  for (int i = 0; i < 120; ++i) {
    kiosk.finger(Kind::finger_move, 3 + static_cast<float>(i % 2), 900, 7);  // it trembles
    kiosk.pass(1);
  }
  CHECK(kiosk.session() == fresh);
}

TEST_CASE("nothing slides when motion is reduced, and what slides is there within 200 ms") {
  Kiosk kiosk;
  kiosk.act("start");
  kiosk.app().act({"go", "language"});
  while (kiosk.app().loading()) {
    kiosk.wait(0.005);
    kiosk.app().advance();
  }
  CHECK(kiosk.app().moving());
  for (int frame = 0; frame < 12; ++frame) {
    kiosk.clock().advance(1.0 / 60);
    kiosk.app().advance();
  }
  CHECK_FALSE(kiosk.app().moving());
  kiosk.act("reduced_motion", "on");
  kiosk.app().act({"back", ""});
  while (kiosk.app().loading()) {
    kiosk.wait(0.005);
    kiosk.app().advance();
  }
  CHECK_FALSE(kiosk.app().moving());
}
