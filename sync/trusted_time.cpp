#include "sync/trusted_time.h"

#include <sys/timex.h>

#include <algorithm>

#include "content/language/zone.h"
#include "sync/tuf/durable_file.h"

namespace treffpunkt {
namespace {

constexpr long kLargestError = 16'000'000;  // microseconds; the bound that timedatectl uses for "synchronized"

bool kernel_says_synchronised() {
  timex readings{};
  return adjtimex(&readings) >= 0 && readings.maxerror < kLargestError;
}

}  // namespace

Instant trusted_time(const ClockReadings& readings) {
  Instant time = readings.build;
  if (readings.synchronised) time = std::max(time, readings.system);
  if (readings.floor) time = std::max(time, *readings.floor);
  return time;
}

std::optional<Instant> certificate_time(const ClockReadings& readings) {
  if (readings.synchronised) return std::nullopt;
  return std::max(readings.system, trusted_time(readings));
}

bool is_plausible_floor(Instant now, Instant issued) { return issued <= now + std::chrono::days{1}; }

ClockReadings read_clock() {
  ClockReadings readings;
  readings.system = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  readings.synchronised = kernel_says_synchronised();
  readings.build = Instant(std::chrono::seconds(TREFFPUNKT_BUILD_DAY));
  return readings;
}

std::optional<Instant> read_clock_floor(const std::filesystem::path& file) {
  auto text = read_bounded(file, 64);
  if (!text) return std::nullopt;
  while (!text->empty() && text->back() == '\n') text->pop_back();
  const auto instant = parse_instant(*text);
  return instant ? std::optional<Instant>(*instant) : std::nullopt;
}

Result<void> raise_clock_floor(const std::filesystem::path& file, Instant issued) {
  const auto floor = read_clock_floor(file);
  if (floor && *floor >= issued) return {};
  return write_durably(file, format_instant(issued) + "\n");
}

}  // namespace treffpunkt
