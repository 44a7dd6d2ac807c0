#pragma once
// Four corners and a proof: the touch panel is asked where it feels the four crosses, and set right only if a fifth one is
// met afterwards. Whoever gets lost waits: then everything is as before. Asks no clock. UI thread.

#include <array>
#include <optional>

#include "kiosk/platform/window.h"

namespace treffpunkt::app {

class Calibrating {
 public:
  static constexpr double kPatience = 15;  // seconds without a touch
  static constexpr float kNearMm = 8;      // how well the proof must be met

  // Takes the panel as it is until it is finished.
  Calibrating(platform::Window& window, float pixels_per_mm, double now);
  ~Calibrating();  // unfinished: as before

  // Where the cross is to be drawn.
  platform::Point cross() const;
  int step() const { return step_; }  // 0 to 3: the corners; 4: the proof

  enum class Outcome { more, good, bad };
  // A finger was lifted there.
  Outcome lifted(platform::Point canvas, double now);
  bool too_late(double now) const { return now - last_ >= kPatience; }
  double deadline() const { return last_ + kPatience; }

  Calibrating(const Calibrating&) = delete;
  Calibrating& operator=(const Calibrating&) = delete;

 private:
  Outcome proven(platform::Point canvas);

  platform::Window& window_;
  float pixels_per_mm_;
  platform::Calibration before_;
  std::array<platform::Point, 4> touched_{}, meant_{};
  int step_ = 0;
  bool finished_ = false;
  double last_;
};

}  // namespace treffpunkt::app
