#pragma once
// A point in time as an iCalendar file writes it (RFC 5545, sections 3.3.4 and 3.3.5). Values; any thread.

#include "feed/calendar/calendar_zone.h"

namespace treffpunkt {

struct CalendarTime {
  LocalTime local;      // on the clock of the zone; a date: its midnight
  bool is_date = false;
  CalendarZone zone;    // none: floating, or a date
};

// Where it lies for somebody in `here`: floating times and dates are meant by their clock.
inline Instant instant_of(const CalendarTime& time, const CalendarZone& here) {
  return (time.zone ? time.zone : here).to_instant(time.local);
}

}  // namespace treffpunkt
