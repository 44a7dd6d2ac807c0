#pragma once
// Time as the app sees it: the wall clock and a steady one, real or driven by a script. Nothing else asks the system.

#include <optional>
#include <string>

#include "content/model/time.h"

namespace treffpunkt::app {

class Clock {
 public:
  // The system's; `start` shifts the wall clock so that it shows this instant now (--now).
  static Clock real(std::optional<Instant> start);
  // Stands still until advance().
  static Clock driven(Instant start);

  double steady() const;  // seconds, from an arbitrary origin
  Instant now() const;
  void advance(double seconds);  // driven clocks only
  bool is_driven() const { return driven_; }

 private:
  bool driven_ = false;
  Instant start_{};
  double offset_ = 0;  // seconds, wall minus system wall
  double elapsed_ = 0;
};

// Whether the kernel says that the system's clock follows a time source (adjtimex), or a battery-backed clock set it.
bool system_clock_is_trustworthy();

}  // namespace treffpunkt::app
