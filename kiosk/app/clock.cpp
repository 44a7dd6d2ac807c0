#include "kiosk/app/clock.h"

#include <sys/timex.h>

#include <chrono>
#include <cmath>
#include <filesystem>

namespace treffpunkt::app {
namespace {

double wall() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

Clock Clock::real(std::optional<Instant> start) {
  Clock clock;
  if (start) clock.offset_ = static_cast<double>(start->time_since_epoch().count()) - wall();
  return clock;
}

Clock Clock::driven(Instant start) {
  Clock clock;
  clock.driven_ = true;
  clock.start_ = start;
  return clock;
}

double Clock::steady() const {
  if (driven_) return elapsed_;
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Instant Clock::now() const {
  if (driven_) return start_ + std::chrono::seconds(static_cast<long long>(std::floor(elapsed_)));
  return Instant(std::chrono::seconds(static_cast<long long>(std::floor(wall() + offset_))));
}

void Clock::advance(double seconds) { elapsed_ += seconds; }

bool system_clock_is_trustworthy() {
  timex query{};
  const int state = adjtimex(&query);
  if (state >= 0 && state != TIME_ERROR && !(query.status & STA_UNSYNC)) return true;
  // timesyncd's own word, and hardware clocks: a Pi 4 has none.
  std::error_code ignored;
  return std::filesystem::exists("/run/systemd/timesync/synchronized", ignored) || std::filesystem::exists("/dev/rtc0", ignored);
}

}  // namespace treffpunkt::app
