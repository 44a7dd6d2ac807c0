#pragma once
// A recurring event as staff write it, and the concrete occurrences that it stands for. libical underneath.
//
// Works on wall clock times: "every Tuesday at 15:00" stays 15:00 across a change of the clocks. Knows nothing of
// JSON; the remarks name the part of the recurrence, the caller knows the line. Pure; any thread.

#include <optional>
#include <string>
#include <vector>

#include "content/json/problem.h"
#include "content/model/event.h"
#include "feed/publishing_window.h"

namespace treffpunkt {

// What differs on one date of the rule. What is left out stays as the rule says.
struct RecurrenceChange {
  Date date;  // the day on which the rule would have it start
  std::optional<EventStatus> status;
  std::optional<LocalTime> start, end;
  std::string location_id;
};

struct Recurrence {
  LocalTime start, end;   // the first occurrence; start < end
  std::string rrule;      // RFC 5545, without "RRULE:"
  std::string time_zone;  // IANA name; for an UNTIL that is written in UTC
  std::vector<Date> exceptions;
  std::vector<RecurrenceChange> changes;
};

// Something that is wrong with a part: "rrule", "exceptions[2]", "changes[0].date".
struct RecurrenceRemark {
  Severity severity = Severity::error;
  std::string field;
  std::string message;
};

struct Expansion {
  std::vector<Occurrence> occurrences;  // within the window, ascending by start
  std::vector<RecurrenceRemark> remarks;
};

// A rule that cannot be read gives no occurrences and an error. A rule without any date in the window gives none and no
// remark: whether that matters, the caller knows.
Expansion expand(const Recurrence& recurrence, const PublishingWindow& window);

}  // namespace treffpunkt
