#pragma once
// What time it is, as far as it can be known on a machine without a clock of its own. Read once at the start of a run:
// a clock that jumps meanwhile changes nothing in it.

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

// The time by which a server's certificate must not have expired, if not now by the system's clock: while nobody vouches
// for that, the later of it and what is known. It may well be right; and whoever made it wrong has only kept us off the
// net for so long.
std::optional<Instant> certificate_time(const ClockReadings& readings);

// Whether a verified issue time may become the floor, where somebody vouches for `now`. If it lies in the future by
// more than a day that is a publisher's mistake: as a floor it would make all that comes later look expired.
bool is_plausible_floor(Instant now, Instant issued);

// The system's clock, systemd's opinion of it, and the day of the build. No floor.
ClockReadings read_clock();

// The file `clock`, one line: "2026-11-24T15:00:00Z". nullopt when there is none or it holds no time.
std::optional<Instant> read_clock_floor(const std::filesystem::path& file);
// Writes `issued` unless the floor is already there or above. Only for verified issue times: a floor that came from a
// network clock could be raised by anyone on the way.
Result<void> raise_clock_floor(const std::filesystem::path& file, Instant issued);

}  // namespace treffpunkt
