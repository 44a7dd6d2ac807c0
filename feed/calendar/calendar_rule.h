#pragma once
// The starts of one RRULE on the wall clock of its series (RFC 5545, section 3.3.10), by libical. Pure; any thread.

#include <optional>
#include <string>
#include <vector>

#include "feed/calendar/calendar_time.h"

namespace treffpunkt {

struct RuleStarts {
  std::vector<LocalTime> starts;   // ascending, before `end`, without those after the rule's own UNTIL
  std::optional<LocalTime> until;  // the rule's UNTIL, on the wall clock of the series
};

// `first`: the series' start. Only what begins before `end` on the wall clock. An Error when the rule cannot be read or
// has too many dates.
Result<RuleStarts> rule_starts(const std::string& rule, const CalendarTime& first, LocalTime end);

}  // namespace treffpunkt
