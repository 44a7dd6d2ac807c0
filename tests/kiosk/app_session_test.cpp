// What a session is, and that nothing of it stays.

#include "tests/kiosk/app_support.h"

using namespace treffpunkt;
using treffpunkt::test::Kiosk;

namespace {

void leave_traces(Kiosk& kiosk) {
  kiosk.act("start");
  kiosk.act("language", "ar");
  for (const char* setting : {"large_text", "contrast", "reach", "reduced_motion"}) kiosk.act(setting, "on");
  kiosk.act("go", "language");
  kiosk.act("more", "on");
}

}  // namespace

TEST_CASE("after a wipe everything is as if nobody had been there") {
  Kiosk kiosk;
  const auto fresh = kiosk.session();
  const auto dump = kiosk.dump();
  leave_traces(kiosk);
  REQUIRE_FALSE(kiosk.session() == fresh);
  kiosk.act("wipe");
  CHECK(kiosk.session() == fresh);
  CHECK(kiosk.dump() == dump);
}

TEST_CASE("what a visitor had on the screen is gone at once, before the next screen is loaded") {
  Kiosk kiosk;
  leave_traces(kiosk);
  kiosk.app().act({"wipe", ""});
  CHECK(kiosk.session().attracting());
  CHECK(kiosk.scene().layers.empty());
}

TEST_CASE("who walks away is asked after 90 seconds, and 30 seconds later nothing of them is left") {
  Kiosk kiosk;
  const auto fresh = kiosk.session();
  leave_traces(kiosk);
  kiosk.pass(89);
  CHECK(kiosk.dump().find(" stay ") == std::string::npos);
  kiosk.pass(1);
  CHECK(kiosk.dump().find(" stay ") != std::string::npos);
  kiosk.pass(30);
  CHECK(kiosk.session() == fresh);
}

TEST_CASE("any touch answers the question and does nothing else") {
  Kiosk kiosk;
  leave_traces(kiosk);
  kiosk.pass(100);
  const auto before = kiosk.session();
  kiosk.tap(5, 5);
  kiosk.settle();
  CHECK(kiosk.session() == before);
  CHECK(kiosk.dump().find(" stay ") == std::string::npos);
  kiosk.pass(80);
  CHECK(kiosk.dump().find(" stay ") == std::string::npos);
}

TEST_CASE("a touch while the next screen is on its way acts on what is seen") {
  Kiosk kiosk;
  kiosk.act("start");
  kiosk.act("go", "language");
  kiosk.app().act({"go", "events"});
  kiosk.app().act({"go", "offers"});
  kiosk.settle();
  REQUIRE(kiosk.session().history.size() == 3);  // events was never seen
  CHECK(kiosk.session().history[1].route.screen == "language");
  CHECK(kiosk.session().here().screen == "offers");
  kiosk.app().act({"go", "events"});
  kiosk.app().act({"back", ""});
  kiosk.settle();
  CHECK(kiosk.session().here().screen == "language");
}
