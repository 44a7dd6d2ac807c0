#pragma once
// The concrete occurrences that the events of a calendar file stand for: series expanded (RFC 5545, section 3.8.5), single
// dates changed, moved or left out. The rules are libical's; what belongs together, and how a slip is read, follows what
// calendar programs agree on. Pure; any thread.

#include "feed/calendar/calendar_file.h"

namespace treffpunkt {

struct CalendarOccurrence {
  const CalendarEvent* event = nullptr;  // with its words and status: the series' own, or the change's
  // All-day: the midnights of `here`'s clock as if it had no zone; see is_all_day.
  Instant start, end;
  bool is_all_day = false;
  Date first_day, end_day;  // all-day only; the end is the day after the last
};

struct CalendarSpan {
  Date from, to;      // the midnight at which it ends is outside
  CalendarZone here;  // whose midnights; for floating times too
};

struct CalendarOccurrences {
  std::vector<CalendarOccurrence> occurrences;  // that overlap the span, ascending by start, then by uid
  std::vector<Problem> problems;
};

// What has no length belongs to the span that its start is in. `file` must outlive the answer.
CalendarOccurrences occurrences_in(const CalendarFile& file, const CalendarSpan& span);

}  // namespace treffpunkt
