#include "kiosk/platform/input_reader.h"

#include <doctest/doctest.h>

#include <cstring>

namespace treffpunkt::platform {
namespace {

using Kind = InputEvent::Kind;

SDL_Event touch(Uint32 type, SDL_FingerID finger, float x, float y) {
  SDL_Event event{};
  event.type = type;
  event.tfinger.fingerId = finger;
  event.tfinger.x = x;
  event.tfinger.y = y;
  return event;
}

SDL_Event button(Uint32 type, Uint32 which, Uint8 number, int x, int y) {
  SDL_Event event{};
  event.type = type;
  event.button.which = which;
  event.button.button = number;
  event.button.x = x;
  event.button.y = y;
  return event;
}

SDL_Event motion(Uint32 which, int x, int y) {
  SDL_Event event{};
  event.type = SDL_MOUSEMOTION;
  event.motion.which = which;
  event.motion.x = x;
  event.motion.y = y;
  return event;
}

SDL_Event window(Uint8 what) {
  SDL_Event event{};
  event.type = SDL_WINDOWEVENT;
  event.window.event = what;
  return event;
}

struct Reading {
  Viewport viewport{1080, 1920, 1920, 1080, 90};
  InputReader reader;
  std::vector<InputEvent> events;
  std::uint64_t time = 100;

  void read(const SDL_Event& event) { reader.read(event, viewport, time++, events); }
  std::vector<Kind> kinds() const {
    std::vector<Kind> kinds;
    for (const InputEvent& event : events) kinds.push_back(event.kind);
    return kinds;
  }
};

TEST_CASE_FIXTURE(Reading, "a finger comes in shares of the panel and leaves in canvas pixels") {
  read(touch(SDL_FINGERDOWN, 7, 1, 0));
  read(touch(SDL_FINGERUP, 7, 0, 1));
  CHECK(kinds() == std::vector{Kind::finger_down, Kind::finger_up});
  CHECK(events[0].finger == 7);
  CHECK(events[0].x == doctest::Approx(0));
  CHECK(events[0].y == doctest::Approx(0));
  CHECK(events[1].x == doctest::Approx(1080));
  CHECK(events[1].y == doctest::Approx(1920));
  CHECK(events[0].time_ns == 100);
}

TEST_CASE_FIXTURE(Reading, "a mouse that a touch pretends to be is ignored") {
  read(button(SDL_MOUSEBUTTONDOWN, SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT, 5, 5));
  read(motion(SDL_TOUCH_MOUSEID, 6, 6));
  read(button(SDL_MOUSEBUTTONUP, SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT, 5, 5));
  CHECK(events.empty());
}

TEST_CASE_FIXTURE(Reading, "the left button is finger -1, other buttons and hovering are nothing") {
  read(motion(0, 3, 3));
  read(button(SDL_MOUSEBUTTONDOWN, 0, SDL_BUTTON_RIGHT, 5, 5));
  read(button(SDL_MOUSEBUTTONDOWN, 0, SDL_BUTTON_LEFT, 5, 5));
  read(motion(0, 6, 6));
  read(button(SDL_MOUSEBUTTONUP, 0, SDL_BUTTON_LEFT, 6, 6));
  CHECK(kinds() == std::vector{Kind::finger_down, Kind::finger_move, Kind::finger_up});
  CHECK(events[0].finger == InputReader::kMouse);
}

TEST_CASE_FIXTURE(Reading, "moves of one finger that follow one another become one") {
  read(touch(SDL_FINGERDOWN, 1, 0.5F, 0.5F));
  read(touch(SDL_FINGERMOTION, 1, 0.6F, 0.5F));
  read(touch(SDL_FINGERMOTION, 1, 0.7F, 0.5F));
  read(touch(SDL_FINGERDOWN, 2, 0.1F, 0.5F));
  read(touch(SDL_FINGERMOTION, 1, 0.8F, 0.5F));
  CHECK(kinds() == std::vector{Kind::finger_down, Kind::finger_move, Kind::finger_down, Kind::finger_move});
  CHECK(events[1].time_ns == 101);
  CHECK(events[1].y == doctest::Approx(1920 * 0.3));
}

TEST_CASE_FIXTURE(Reading, "a finger's events are whole, whatever comes") {
  read(touch(SDL_FINGERUP, 1, 0, 0));
  read(touch(SDL_FINGERMOTION, 1, 0, 0));
  read(touch(SDL_FINGERDOWN, 1, 0, 0));
  read(touch(SDL_FINGERDOWN, 1, 0, 0));
  read(touch(SDL_FINGERUP, 1, 0, 0));
  read(touch(SDL_FINGERUP, 1, 0, 0));
  CHECK(kinds() == std::vector{Kind::finger_down, Kind::finger_up});
}

TEST_CASE_FIXTURE(Reading, "fingers are cancelled when the window loses the focus or its size") {
  read(touch(SDL_FINGERDOWN, 1, 0, 0));
  read(touch(SDL_FINGERDOWN, 2, 0, 0));
  read(window(SDL_WINDOWEVENT_FOCUS_LOST));
  read(touch(SDL_FINGERUP, 1, 0, 0));
  CHECK(kinds() == std::vector{Kind::finger_down, Kind::finger_down, Kind::finger_cancelled, Kind::finger_cancelled});
  events.clear();
  read(touch(SDL_FINGERDOWN, 1, 0, 0));
  read(window(SDL_WINDOWEVENT_SIZE_CHANGED));
  CHECK(kinds() == std::vector{Kind::finger_down, Kind::finger_cancelled, Kind::resized});
}

TEST_CASE_FIXTURE(Reading, "text, keys, the wheel and the end come through") {
  SDL_Event text{};
  text.type = SDL_TEXTINPUT;
  std::strcpy(text.text.text, "ü");
  read(text);
  SDL_Event key{};
  key.type = SDL_KEYDOWN;
  key.key.keysym.sym = SDLK_F5;
  read(key);
  SDL_Event wheel{};
  wheel.type = SDL_MOUSEWHEEL;
  wheel.wheel.preciseY = 1.5F;
  wheel.wheel.direction = SDL_MOUSEWHEEL_FLIPPED;
  wheel.wheel.mouseX = 1920;
  read(wheel);
  SDL_Event quit{};
  quit.type = SDL_QUIT;
  read(quit);
  CHECK(kinds() == std::vector{Kind::text, Kind::key, Kind::wheel, Kind::quit});
  CHECK(events[0].text == "ü");
  CHECK(events[1].text == "F5");
  CHECK(events[2].wheel == doctest::Approx(-1.5));
  CHECK(events[2].y == doctest::Approx(0));
}

TEST_CASE_FIXTURE(Reading, "a lost device and an uncovered window are told apart") {
  SDL_Event event{};
  event.type = SDL_RENDER_DEVICE_RESET;
  read(event);
  event.type = SDL_RENDER_TARGETS_RESET;
  read(event);
  read(window(SDL_WINDOWEVENT_EXPOSED));
  read(window(SDL_WINDOWEVENT_MOVED));
  CHECK(kinds() == std::vector{Kind::device_reset, Kind::exposed, Kind::exposed});
}

TEST_CASE("a calibration sets fingers right before the picture is turned, and leaves the mouse alone") {
  Reading reading;
  Calibration calibration;
  calibration.c = 0.25;  // the panel says a quarter too far to the left
  reading.reader.calibrate(calibration);
  reading.read(touch(SDL_FINGERDOWN, 1, 0.25F, 0.5F));
  reading.read(button(SDL_MOUSEBUTTONDOWN, 0, SDL_BUTTON_LEFT, 960, 540));
  REQUIRE(reading.events.size() == 2);
  CHECK(reading.events[0].x == doctest::Approx(reading.events[1].x));
  CHECK(reading.events[0].y == doctest::Approx(reading.events[1].y));
}

}  // namespace
}  // namespace treffpunkt::platform
