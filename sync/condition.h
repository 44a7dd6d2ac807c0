#pragma once
// How the machine is, beside how its visits to the feed went (health.h): card, heat, power, clock, touch panel, and
// what people looked for in vain. Gathered when a health record is written. Values; what cannot be known is left out.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/model/time.h"
#include "sync/state_folder.h"
#include "sync/trusted_time.h"
#include "sync/voice.h"

namespace treffpunkt {

// One day of counts.json, which the kiosk writes (docs/architecture.md).
struct DayCounts {
  std::string day;  // "2026-11-24"
  std::uint64_t touches = 0, palms = 0, chatter = 0, stuck = 0;
  std::uint64_t unmet = 0;                           // searches that found nothing
  std::map<std::string, std::uint64_t> unmet_words;  // only what five visitors looked for
};

struct Counts {
  std::vector<DayCounts> days;                       // newest last
  std::optional<std::uint64_t> devices, unreadable;  // touch panels
};

struct Condition {
  std::string site, site_name;  // of kiosk.toml
  std::string version;          // of this program
  Instant now{};                // trusted
  ClockReadings clock;
  std::uint64_t running_seconds = 0;                  // since the machine was started
  std::optional<std::uint64_t> card_free, card_size;  // bytes
  std::optional<double> temperature;                  // degrees Celsius, of the hottest part
  std::optional<std::uint32_t> throttled;             // a Raspberry Pi's bits, see throttle_reasons()
  Counts counts;
  Voice voice;
};

// Words for the bits: 0 to 3 hold now, 16 to 19 have been since the start.
struct ThrottleReason {
  const char* name;
  bool now, since_start;
};
std::vector<ThrottleReason> throttle_reasons(std::uint32_t bits);

// A missing or broken file gives no counts. A word that fewer than five looked for is dropped, whoever wrote it.
Counts read_counts(const std::filesystem::path& file);

// Fills in what the machine itself tells. `root`: where the system's files begin.
void read_machine(Condition& condition, const StateFolder& state, const std::filesystem::path& root);

}  // namespace treffpunkt
