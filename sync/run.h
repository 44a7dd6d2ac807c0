#pragma once
// One visit to the feed: from asking for the timestamp to a generation that the kiosk shows. The table in run.cpp is
// the whole flow. The caller holds the RunLock. Whatever fails, the generation that was current stays so, and what was
// verified stays trusted.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/time.h"
#include "sync/http/transport.h"
#include "sync/state_folder.h"

namespace treffpunkt {

enum class Outcome { unchanged, activated, failed };

struct Report {
  Outcome outcome = Outcome::failed;
  std::string failed_step;  // a name of the table; empty when nothing essential failed
  std::string error;
  std::vector<std::string> notes;                              // what went wrong without stopping the run
  std::optional<std::uint64_t> generation_before, generation;  // shown before and after
  std::optional<std::uint64_t> patched_from;                   // nullopt: whole, or nothing was needed
  std::size_t objects_fetched = 0, objects_missing = 0;
  bool card_full = false;                  // why it failed, or why objects are missing
  std::optional<Instant> issued;           // when the publisher last said that this is the newest
  std::map<std::string, Instant> expires;  // of each trusted role
  Traffic traffic;
};

struct Visit {
  const StateFolder& state;
  std::string first_root;  // the root.json that came with the kiosk
  Transport& transport;
  Instant now;                                    // trusted time, the same from beginning to end
  bool objects_were_missing = false;              // last time; then an unchanged feed is asked for them again
  std::function<void(std::string_view)> on_step;  // told the name of each step; may be empty
  // Also read what is here, mend what the card has spoilt and tidy up: at night, not every ten minutes.
  bool thorough = true;
  // How much room there is; empty: the card is asked.
  std::function<std::uint64_t()> free_bytes;
  bool recordings = true;  // also fetch speech and films; false: they are left to another visit
  bool clock_is_right = false;                    // somebody vouches for `now`: nothing verified can be of later
};

Report run_sync(const Visit& visit);

}  // namespace treffpunkt
