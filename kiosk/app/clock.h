#pragma once
// Time as the app sees it: the wall clock and a steady one, real or driven by a script. Nothing else asks the system.

#include <filesystem>
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

// What is known about the system's clock besides what it says.
struct ClockSigns {
  bool synchronised = false;     // the kernel or timesyncd says that it follows a time source
  bool battery_backed = false;   // there is a clock that runs without power
  std::optional<Instant> floor;  // kiosk-sync's: it was later than that once, proved by a signature
  Instant build{};               // this program was made then
};

// Whether "today" may be said. A clock that is behind what is proved is wrong, whoever set it.
bool is_trustworthy(Instant now, const ClockSigns& signs);
// Asks the kernel and reads files; not for the UI thread. `state`: the state directory.
ClockSigns read_clock_signs(const std::filesystem::path& state);

}  // namespace treffpunkt::app
