#include "kiosk/app/hand.h"

#include <algorithm>

#include "kiosk/app/render.h"

namespace treffpunkt::app {
namespace {

using Kind = platform::InputEvent::Kind;

constexpr double kLookSeconds = 0.3;  // nobody touches what they have not seen
constexpr double kTapSeconds = 0.05;
constexpr double kSwipeSeconds = 0.25;
constexpr double kFewestSteps = 4;  // a wipe needs some to have a speed

}  // namespace

void Hand::send(Kind kind, float x, float y, std::int64_t finger) {
  platform::InputEvent event;
  event.kind = kind;
  event.finger = finger;
  event.x = x;
  event.y = y;
  event.time_ns = platform::now_ns();
  app_.handle(event);
  app_.advance();
  app_.draw();
}

void Hand::tap_and_go(float x, float y) {
  send(Kind::finger_down, x, y);
  clock_.advance(kTapSeconds);
  send(Kind::finger_up, x, y);
}

void Hand::tap(float x, float y) {
  clock_.advance(kLookSeconds);
  tap_and_go(x, y);
  settle(app_, window_, clock_, frame_);
}

void Hand::swipe(float from_x, float from_y, float to_x, float to_y) {
  const int steps = static_cast<int>(std::max(kFewestSteps, kSwipeSeconds / frame_));
  send(Kind::finger_down, from_x, from_y);
  for (int step = 1; step <= steps; ++step) {
    const float share = static_cast<float>(step) / static_cast<float>(steps);
    clock_.advance(kSwipeSeconds / steps);
    send(Kind::finger_move, from_x + (to_x - from_x) * share, from_y + (to_y - from_y) * share);
  }
  send(Kind::finger_up, to_x, to_y);
  settle(app_, window_, clock_, frame_);
}

void Hand::wait(double seconds) {
  const double end = clock_.steady() + seconds;
  while (clock_.steady() < end) {
    clock_.advance(std::min(1.0, end - clock_.steady()));
    settle(app_, window_, clock_, frame_);
  }
}

}  // namespace treffpunkt::app
