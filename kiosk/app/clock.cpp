#include "kiosk/app/clock.h"

#include <sys/timex.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <string>

#include "content/language/zone.h"

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

bool is_trustworthy(Instant now, const ClockSigns& signs) {
  if (now < signs.build || (signs.floor && now < *signs.floor)) return false;
  return signs.synchronised || signs.battery_backed;
}

ClockSigns read_clock_signs(const std::filesystem::path& state) {
  ClockSigns signs;
  signs.build = Instant(std::chrono::seconds(TREFFPUNKT_BUILD_DAY));
  timex query{};
  const int kernel = adjtimex(&query);
  signs.synchronised = kernel >= 0 && kernel != TIME_ERROR && !(query.status & STA_UNSYNC);
  // timesyncd's own word, and hardware clocks: a Pi 4 has none.
  std::error_code ignored;
  if (std::filesystem::exists("/run/systemd/timesync/synchronized", ignored)) signs.synchronised = true;
  signs.battery_backed = std::filesystem::exists("/dev/rtc0", ignored);
  std::ifstream file(state / "clock");
  std::string line;
  if (!state.empty() && std::getline(file, line)) {
    if (const auto floor = parse_instant(line)) signs.floor = *floor;
  }
  return signs;
}

}  // namespace treffpunkt::app
