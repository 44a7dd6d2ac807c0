#pragma once
// The occurrences of a calendar file, one line each: for looking at what a calendar comes to, and, as JSON, for holding it
// against other programs. Pure; any thread.

#include <string>

#include "feed/calendar/calendar_series.h"

namespace treffpunkt {

// {"all_day":false,"end":"2026-11-24T17:00:00+01:00","start":"2026-11-24T15:00:00+01:00","status":"CONFIRMED",
// "summary":"...","uid":"..."}; all_day: "2026-11-24", the end being the day after the last. Offsets are those of `here`;
// status is null where the calendar gives none.
std::string to_json_line(const CalendarOccurrence& occurrence, const CalendarZone& here);

// "2026-11-24 15:00 to 2026-11-24 17:00  Deutschkurs (cancelled)"
std::string to_words(const CalendarOccurrence& occurrence, const CalendarZone& here);

}  // namespace treffpunkt
