// The maintainers' way in, what they find there, and that nobody else gets there.

#include <fstream>
#include <random>

#include "kiosk/app/pin_gate.h"
#include "kiosk/app/pin_hash.h"
#include "kiosk/app/service_facts.h"
#include "kiosk/app/service_gesture.h"
#include "kiosk/app/touch_file.h"
#include "tests/kiosk/app_support.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using test::Kiosk;
using Phase = ui::Finger::Phase;
using Kind = platform::InputEvent::Kind;

namespace {

constexpr auto kPin = "471108";

const std::string& pin_hash() {
  static const std::string hash = app::hash_pin(kPin).value();
  return hash;
}

struct Maintained : Kiosk {
  explicit Maintained(const std::filesystem::path& state = {}, std::string hash = pin_hash()) : Kiosk(1080, 1920, with(state, std::move(hash))) {}

  static Config with(const std::filesystem::path& state, std::string hash) {
    auto config = configuration(21.5);
    config.state = state;
    config.service.pin_hash = std::move(hash);
    return config;
  }

  void gesture() {
    clock().advance(1);
    finger(Kind::finger_down, 20, 20);
    clock().advance(5.2);
    finger(Kind::finger_up, 22, 20);
    settle();
    for (const auto& [x, y] : {std::pair(20.f, 20.f), {1060.f, 20.f}, {1060.f, 1900.f}, {20.f, 1900.f}}) tap(x, y);
    settle();
  }
  void type(std::string_view pin) {
    for (const char digit : pin) act("service", std::string(1, digit).c_str());
    act("service", "enter");
  }
  bool shows(std::string_view words) const { return dump().find(words) != std::string::npos; }
};

}  // namespace

TEST_CASE("the gesture, then the PIN, opens the service screen; leaving it leaves nothing") {
  Maintained kiosk;
  const auto fresh = kiosk.session();
  kiosk.gesture();
  REQUIRE(kiosk.session().here().screen == "service");
  CHECK(kiosk.shows("Enter the PIN"));
  CHECK_FALSE(kiosk.shows("Calibrate"));
  kiosk.type(kPin);
  CHECK(kiosk.shows("Calibrate"));
  CHECK(kiosk.shows("476"));  // millimetres
  kiosk.act("service", "leave");
  CHECK(kiosk.session() == fresh);
  kiosk.gesture();
  CHECK_FALSE(kiosk.shows("Calibrate"));  // locked again
}

TEST_CASE("without a PIN in the configuration, or with one that nobody can check, there is no service screen") {
  for (const char* hash : {"", "$nonsense$abcdefghijklmnopqrstuvwxyz"}) {
    Maintained kiosk({}, hash);
    kiosk.gesture();
    CHECK(kiosk.session().here().screen != "service");
  }
}

TEST_CASE("no touch leads to the service screen but the gesture") {
  Maintained kiosk;
  kiosk.act("start");
  kiosk.act("go", "service");
  CHECK(kiosk.session().here().screen == "home");
  kiosk.act("service", "calibration");
  kiosk.act("service", "touch");
  CHECK(kiosk.session().here().screen == "home");
}

TEST_CASE("in the locked service screen nothing but the pad answers") {
  Maintained kiosk;
  kiosk.gesture();
  for (const char* what : {"touch", "calibration", "restart", "menu"}) kiosk.act("service", what);
  CHECK(kiosk.session().here() == screens::Route{"service", "", {}});
  CHECK_FALSE(kiosk.app().quit());
}

TEST_CASE("after wrong PINs one waits longer and longer, also after leaving") {
  Maintained kiosk;
  kiosk.gesture();
  kiosk.type("0000");
  CHECK(kiosk.shows("Wrong. Please wait 1 s."));
  kiosk.pass(2);
  kiosk.type("1111");
  CHECK(kiosk.shows("Please wait 2 s."));
  kiosk.pass(3);
  kiosk.type("2222");
  CHECK(kiosk.shows("Please wait 4 s."));
  kiosk.type(kPin);  // too early: not even looked at
  CHECK_FALSE(kiosk.shows("Calibrate"));
  kiosk.pass(5);
  kiosk.act("service", "leave");
  kiosk.gesture();
  kiosk.type("3333");
  CHECK(kiosk.shows("Please wait 8 s."));
}

TEST_CASE("the service screen is left after two minutes without a touch") {
  Maintained kiosk;
  const auto fresh = kiosk.session();
  kiosk.gesture();
  kiosk.type(kPin);
  kiosk.pass(118);
  CHECK(kiosk.session().here().screen == "service");
  kiosk.pass(4);
  CHECK(kiosk.session() == fresh);
}

TEST_CASE("restart ends the program and says that it is to be started again") {
  Maintained kiosk;
  kiosk.gesture();
  kiosk.type(kPin);
  kiosk.app().act({"service", "restart"});
  CHECK(kiosk.app().quit());
  CHECK(kiosk.app().restart());
}

TEST_CASE("the touch test draws where it is touched") {
  Maintained kiosk;
  kiosk.gesture();
  kiosk.type(kPin);
  kiosk.act("service", "touch");
  REQUIRE(kiosk.session().here().id == "touch");
  const auto before = kiosk.scene().layers.back().nodes.size();
  kiosk.finger(Kind::finger_down, 500, 500);
  kiosk.finger(Kind::finger_move, 540, 520);
  kiosk.finger(Kind::finger_up, 560, 540);
  kiosk.settle();
  CHECK(kiosk.scene().layers.back().nodes.size() == before + 3);
  REQUIRE(kiosk.tap({"service", "menu"}));
  kiosk.settle();
  CHECK(kiosk.shows("Calibrate"));
}

TEST_CASE("five crosses set the touch panel right, and the next start knows") {
  test::TemporaryFolder state;
  Maintained kiosk(state.path());
  kiosk.gesture();
  kiosk.type(kPin);
  kiosk.act("service", "calibration");
  REQUIRE(kiosk.session().here().id == "calibration");
  // A panel that says 20 pixels too far to the right.
  for (const auto& [x, y] : {std::pair(108.f, 192.f), {972.f, 192.f}, {972.f, 1728.f}, {108.f, 1728.f}}) kiosk.tap(x + 20, y);
  kiosk.tap(378, 1632);  // the proof, now felt where it is
  kiosk.settle();
  CHECK(kiosk.shows("The calibration is stored."));
  const auto stored = app::read_calibration(state.path() / "touch.json");
  REQUIRE(stored);
  REQUIRE(*stored);
  CHECK((*stored)->corrected({0.5F + 20.F / 1080, 0.5F}).x == doctest::Approx(0.5).epsilon(0.001));
  CHECK(kiosk.window().calibration() == **stored);
}

TEST_CASE("a bad calibration is refused, and who waits gets out; both leave everything as before") {
  test::TemporaryFolder state;
  Maintained kiosk(state.path());
  platform::Calibration before;
  before.c = 0.01;
  kiosk.window().calibrate(before);
  kiosk.gesture();
  kiosk.type(kPin);
  kiosk.act("service", "calibration");
  CHECK(kiosk.window().calibration() == platform::Calibration{});
  for (int i = 0; i < 4; ++i) kiosk.tap(500, 500);
  kiosk.settle();
  CHECK(kiosk.shows("Everything is as before."));
  CHECK(kiosk.window().calibration() == before);
  kiosk.act("service", "calibration");
  for (const auto& [x, y] : {std::pair(108.f, 192.f), {972.f, 192.f}, {972.f, 1728.f}, {108.f, 1728.f}, {800.f, 400.f}}) kiosk.tap(x, y);
  kiosk.settle();
  CHECK(kiosk.shows("Everything is as before."));  // the proof was missed
  kiosk.act("service", "calibration");
  kiosk.pass(16);
  CHECK(kiosk.session().here() == screens::Route{"service", "", {}});
  CHECK(kiosk.window().calibration() == before);
  CHECK_FALSE(std::filesystem::exists(state.path() / "touch.json"));
}

TEST_CASE("a calibration file that cannot be used is named and not used") {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "touch.json";
  CHECK(app::read_calibration(file).value() == std::nullopt);
  for (const char* text : {"", "[]", "{\"a\": 1}", "{\"a\":0,\"b\":0,\"c\":0,\"d\":0,\"e\":0,\"f\":0}", "{\"a\":\"1\",\"b\":0,\"c\":0,\"d\":0,\"e\":1,\"f\":0}"}) {
    CAPTURE(text);
    std::ofstream(file) << text;
    const auto read = app::read_calibration(file);
    REQUIRE_FALSE(read);
    CHECK(read.error().message.find(file.string()) != std::string::npos);
  }
}

TEST_CASE("the gesture wants its five seconds, its corners, their order and no long pauses") {
  const auto play = [](double hold, std::array<int, 4> corners, double pause, float reach = 10) {
    app::ServiceGesture gesture(1000, 2000, 100);
    gesture.handle({Phase::down, 1, 10, 10, 0});
    gesture.handle({Phase::up, 1, 10, 10, hold});
    double now = hold;
    auto answer = app::ServiceGesture::Answer::not_mine;
    for (const int corner : corners) {
      const float x = corner == 1 || corner == 2 ? 1000 - reach : reach, y = corner >= 2 ? 2000 - reach : reach;
      now += pause;
      gesture.handle({Phase::down, 2, x, y, now});
      answer = gesture.handle({Phase::up, 2, x, y, now});
    }
    return answer == app::ServiceGesture::Answer::complete;
  };
  CHECK(play(5.1, {0, 1, 2, 3}, 1));
  CHECK_FALSE(play(4.9, {0, 1, 2, 3}, 1));
  CHECK_FALSE(play(5.1, {0, 2, 1, 3}, 1));
  CHECK_FALSE(play(5.1, {0, 1, 2, 3}, 3.5));
  CHECK_FALSE(play(5.1, {0, 1, 2, 3}, 1, 150));
}

TEST_CASE("whoever does not mean the gesture touches as always") {
  app::ServiceGesture gesture(1000, 2000, 100);
  using Answer = app::ServiceGesture::Answer;
  CHECK(gesture.handle({Phase::down, 1, 10, 10, 0}) == Answer::not_mine);
  CHECK(gesture.handle({Phase::up, 1, 10, 10, 6}) == Answer::not_mine);
  CHECK(gesture.handle({Phase::down, 1, 500, 1000, 7}) == Answer::not_mine);
  CHECK(gesture.handle({Phase::up, 1, 500, 1000, 7.1}) == Answer::not_mine);
  CHECK(gesture.handle({Phase::down, 1, 10, 10, 7.5}) == Answer::not_mine);  // no longer armed
}

TEST_CASE("a hundred thousand random touches do not find the gesture") {
  app::ServiceGesture gesture(1080, 1920, 100);
  std::mt19937 random(7);
  std::uniform_real_distribution<float> x(0, 1080), y(0, 1920);
  std::uniform_real_distribution<double> hold(0.02, 8);  // far longer than a monkey's
  double now = 0;
  for (int i = 0; i < 100000; ++i) {
    const float at_x = x(random), at_y = y(random);
    gesture.handle({Phase::down, 1, at_x, at_y, now += 0.2});
    REQUIRE(gesture.handle({Phase::up, 1, at_x, at_y, now += hold(random)}) != app::ServiceGesture::Answer::complete);
  }
}

TEST_CASE("the pause after a wrong PIN doubles up to five minutes, and a right one ends it") {
  app::PinGate gate;
  double now = 0;
  for (const int pause : {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
    for (const char digit : {'1', '2', '3', '4'}) gate.type(digit);
    REQUIRE(gate.submit(now) == "1234");
    CHECK_FALSE(gate.submit(now));
    gate.answered(false, now);
    CHECK(gate.pause(now) == pause);
    now += pause;
  }
  gate.forget();
  for (const char digit : {'1', '2', '3'}) gate.type(digit);
  CHECK_FALSE(gate.submit(now));  // too short
  gate.type('4');
  REQUIRE(gate.submit(now));
  gate.answered(true, now);
  CHECK(gate.pause(now) == 0);
  CHECK_FALSE(gate.was_wrong());
}

TEST_CASE("a PIN matches its hash only, and two hashes of one PIN differ") {
  CHECK(pin_hash().starts_with("$y$"));
  CHECK(app::pin_matches(kPin, pin_hash()));
  CHECK_FALSE(app::pin_matches("471109", pin_hash()));
  CHECK_FALSE(app::pin_matches("", pin_hash()));
  CHECK_FALSE(app::pin_matches(kPin, "$nonsense$"));
  CHECK(app::hash_pin(kPin).value() != pin_hash());
  for (const char* wrong : {"", "123", "12a4", "1234567890123"}) CHECK_FALSE(app::hash_pin(wrong));
}

TEST_CASE("what the service screen tells is there, and what cannot be had is empty") {
  test::TemporaryFolder state;
  std::ofstream(state.path() / "health.json") << R"({"last_run":"2026-11-25T00:00:00Z","outcome":"failed","error":"no network","generation":3})";
  FeedHeader header;
  header.id = "harburg";
  const auto facts = app::gather_facts(state.path(), header, 3);
  CHECK(facts.sync.outcome == "failed");
  CHECK(facts.sync.error == "no network");
  CHECK(facts.sync.last_success.empty());
  CHECK(facts.disk_size > 0);
  CHECK_FALSE(facts.version.empty());
  std::ofstream(state.path() / "health.json") << "no JSON";
  CHECK(app::gather_facts(state.path(), header, 3).sync.outcome.empty());
  CHECK(app::gather_facts(state.path() / "missing", header, 3).disk_size == 0);
}
