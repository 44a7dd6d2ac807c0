#pragma once
// A calendar file (iCalendar, RFC 5545) as programs really write it, read by libical: its events, each as it stands there.
// Series are not expanded here (calendar_series.h). What cannot be used is left out with a remark, the rest goes on. Any
// thread.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/json/problem.h"
#include "feed/calendar/calendar_time.h"

namespace treffpunkt {

// A date of RDATE; with an end when it was a PERIOD.
struct CalendarDate {
  CalendarTime start;
  std::optional<CalendarTime> end;
};

struct CalendarEvent {
  int line = 0;      // of BEGIN:VEVENT in the file, 1 the first
  std::string uid;   // may be empty, and stand at several events: a series and its changes
  int sequence = -1; // -1: not given
  std::string summary, status;  // UTF-8; the status in capitals as RFC 5545 has it, or empty
  bool is_private = false;      // CLASS is PRIVATE or CONFIDENTIAL
  CalendarTime start;
  CalendarTime end;  // exclusive; never before the start
  std::optional<CalendarTime> recurrence_id;  // which date of the series it changes
  bool and_all_after = false;                 // RANGE=THISANDFUTURE
  std::vector<std::string> rules;             // the values of RRULE
  std::vector<CalendarDate> dates;            // RDATE
  std::vector<CalendarTime> exceptions;       // EXDATE

  bool is_all_day() const { return start.is_date && end.is_date; }
  bool has_dates_of_its_own() const { return !rules.empty() || !dates.empty() || !exceptions.empty(); }
};

struct CalendarFile {
  std::string name;                   // as the caller calls it
  std::vector<CalendarEvent> events;  // as in the file, of all its calendars
  std::vector<Problem> problems;      // with the line of the event
};

// `name` stands in the problems. An Error only for what is no calendar at all, or larger than kLargestCalendar.
Result<CalendarFile> read_calendar(std::string_view text, std::string name);

inline constexpr std::size_t kLargestCalendar = 32 << 20;
inline constexpr std::size_t kMostCalendarEvents = 200'000;

}  // namespace treffpunkt
