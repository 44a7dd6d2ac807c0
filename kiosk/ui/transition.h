#pragma once
// A short motion that shows where a screen or a question came from: it arrives from the side it lies on and stands after
// less than a fifth of a second. Touches count from the first moment on, at the place where it will stand. Asks no
// clock. UI thread.

#include <optional>

namespace treffpunkt::ui {

class Transition {
 public:
  static constexpr double kSeconds = 0.16;

  enum class Way {
    none,
    deeper,  // from the side on which reading ends
    back,    // from the side on which it begins
    rise,    // from below: a question over the screen
  };

  void begin(Way way) {
    way_ = way;
    time_ = 0;
  }
  // Moves on; what at() says has changed if it was moving().
  void advance(double seconds) {
    time_ += seconds;
    if (time_ >= kSeconds) way_ = Way::none;
  }
  bool moving() const { return way_ != Way::none; }
  bool of_question() const { return way_ == Way::rise; }

  // How far from its place, in shares of the whole way: 1 is the outermost, x to the right, y down.
  struct Offset {
    float x = 0, y = 0;
  };
  Offset at(bool right_to_left) const;

 private:
  Way way_ = Way::none;
  double time_ = 0;
};

}  // namespace treffpunkt::ui
