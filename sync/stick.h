#pragma once
// A visit to a feed on a stick that somebody has plugged in, and usb.json, by which the kiosk says how it went.
// The stick is believed no more than a web server: the same metadata, the same keys, the same way to the screen.

#include <cstdint>
#include <filesystem>
#include <string>

#include "content/model/time.h"
#include "sync/run.h"
#include "sync/state_folder.h"

namespace treffpunkt {

enum class StickResult {
  reading,     // not done yet
  activated,   // its content is on the screen
  same,        // it has what is there already
  older,       // properly signed, but of earlier, or expired
  not_signed,  // by nobody whom this kiosk believes
  no_feed,     // no feed on it
  damaged,     // cannot be read, or is not all there
  no_space     // the card is full
};

struct StickReport {
  StickResult result = StickResult::reading;
  std::uint64_t generation = 0;  // of the stick, 0: not known
  std::string detail;            // for the log
  Report run;                    // when there was a feed to visit
};

// `folder` is where the stick is mounted. The caller holds the RunLock.
StickReport visit_stick(const StateFolder& state, const std::string& first_root, const std::filesystem::path& folder,
                        Instant now);

// Whether usb.json says that a stick is being read: nobody does when no kiosk-sync is at it.
bool says_reading(const std::filesystem::path& file);

// Whether another file system begins at `folder`: where a stick should be, nothing is when it could not be mounted.
bool is_mounted(const std::filesystem::path& folder);

// {"result": "activated", "generation": 7, "time": "...Z", "detail": "..."}
std::string to_json(const StickReport& report, Instant now);

}  // namespace treffpunkt
