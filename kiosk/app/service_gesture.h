#pragma once
// The maintainers' way in, which nobody finds by chance: a finger rests for five seconds in the upper left corner, then
// taps upper left, upper right, lower right, lower left. Leads to the PIN, not past it. Asks no clock. UI thread.

#include <optional>

#include "kiosk/ui/touch.h"

namespace treffpunkt::app {

class ServiceGesture {
 public:
  static constexpr double kHold = 5;    // seconds
  static constexpr double kPause = 3;   // between two of the taps
  static constexpr int kTaps = 4;

  // Of the canvas and of a corner's square, in pixels.
  ServiceGesture(float width, float height, float corner) : width_(width), height_(height), corner_(corner) {}

  enum class Answer {
    not_mine,  // the touch means what it always means
    mine,      // part of the gesture: nothing else may answer it
    complete,
  };
  Answer handle(const ui::Finger& finger);

 private:
  bool in_corner(const ui::Finger& finger, int corner) const;
  Answer tap(const ui::Finger& finger);

  float width_, height_, corner_;
  std::optional<ui::Finger> held_;   // the finger that rests, as it came down
  std::optional<std::int64_t> tapping_;
  std::optional<int> next_;          // which corner is to be tapped; nullopt: it has not rested yet
  double last_ = 0;
};

}  // namespace treffpunkt::app
