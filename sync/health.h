#pragma once
// health.json: how the last visits to the feed went, for whoever looks after the kiosks from afar. Values; any thread.
//
//   {"last_run":"...Z", "last_success":"...Z", "outcome":"unchanged|activated|failed", "step":"trust", "error":"...",
//    "notes":[...], "generation":12, "content_date":"...Z", "requests":2, "bytes":812, "seconds":0.4,
//    "objects_missing":0, "failures_in_a_row":0, "expires":{"root":"...Z","targets":"...Z","snapshot":"...Z","timestamp":"...Z"}}
// Fields that are not known are left out.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/time.h"
#include "content/result/error.h"
#include "sync/run.h"

namespace treffpunkt {

struct Health {
  std::optional<Instant> last_run, last_success;
  std::string outcome, step, error;
  std::vector<std::string> notes;
  std::optional<std::uint64_t> generation;
  std::optional<Instant> content_date;  // when the publisher last said that this is the newest
  int failures_in_a_row = 0;  // runs, the last one included
  std::uint64_t requests = 0, bytes = 0;
  double seconds = 0;
  std::uint64_t objects_missing = 0;
  std::map<std::string, Instant> expires;
};

// As health.json says it.
std::string_view name_of(Outcome outcome);

// The health after a run that followed `before`.
Health after_run(const Health& before, const Report& report, Instant now, double seconds);

// Why a visit at `now` would come too soon after those that failed (http/backoff.h), for the log; nullopt: it would not.
// `identity` tells kiosks apart, so that they do not all come back at once.
std::optional<std::string> reason_to_wait(const Health& health, Instant now, std::string_view identity);

// An unreadable or missing file gives an empty Health: it is a report, not a state.
Health read_health(const std::filesystem::path& file);
std::string to_json(const Health& health);

// One line for the log: "generation 12 -> 13: 32 kB in 5 requests, 1.2 s (patch from 12, 3 objects)".
std::string log_line(const Report& report, double seconds);

// What `kiosk-sync status --json` prints: the health, with the generation that is current and the roles that are
// expired at `now`.
std::string status_json(const Health& health, std::optional<std::uint64_t> current, Instant now);
// The same for people.
std::string status_text(const Health& health, std::optional<std::uint64_t> current, Instant now);

}  // namespace treffpunkt
