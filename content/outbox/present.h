#pragma once
// What a machine knows of the present even without a clock: a time that it certainly is by now, and for how long it has
// been running. Value; any thread.

#include <string>

#include "content/model/time.h"

namespace treffpunkt {

struct Present {
  Instant at_least{};              // it is this late or later
  std::string boot;                // names this run of the machine
  std::chrono::seconds running{};  // since the machine was started, sleep included
};

// Asks the system for everything but the time.
Present read_present(Instant at_least);

}  // namespace treffpunkt
