#pragma once
// What time it is, as far as it can be known on a machine without a clock of its own.

#include <filesystem>
#include <optional>

#include "content/model/time.h"
#include "content/result/error.h"

namespace treffpunkt {

struct ClockReadings {
  Instant system{};
  bool synchronised = false;     // false: the system's clock proves nothing
  Instant build{};               // when this program was made
  std::optional<Instant> floor;  // the last issue time that was verified
};

// The latest of what is known.
Instant trusted_time(const ClockReadings& readings);

// The system's clock, systemd's opinion of it, and the day of the build. No floor.
ClockReadings read_clock();

// The file `clock`: nullopt when there is none or it holds no time.
std::optional<Instant> read_clock_floor(const std::filesystem::path& file);
// Writes `issued` unless the floor is already there or above. Only for verified issue times: a floor that came from a
// network clock could be raised by anyone on the way.
Result<void> raise_clock_floor(const std::filesystem::path& file, Instant issued);

}  // namespace treffpunkt
