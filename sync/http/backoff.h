#pragma once
// How long to wait before asking again. Pure functions, any thread. `chance` is from 0 to 1 and comes from the caller:
// it spreads what a failing server would otherwise get from every kiosk at the same moment.

#include <chrono>
#include <string>

namespace treffpunkt {

// Within a run, before attempt 2, 3, ...: about twice as long each time.
std::chrono::milliseconds wait_within_run(std::chrono::milliseconds first, int failures, double chance);

struct NextAttempt {
  std::chrono::seconds wait{};
  std::string reason;  // for the log
};

// Between runs, after so many failed ones in a row: from ten minutes up to six hours.
NextAttempt wait_between_runs(int failures, double chance);

}  // namespace treffpunkt
