#pragma once
// How days and times are spoken of: "Heute, Montag", "noch bis 18:00". UI thread.

#include <optional>
#include <string>

#include "content/store/store.h"
#include "kiosk/screens/page.h"

namespace treffpunkt::screens {

// "Heute, Montag", "Morgen, Dienstag", "Mittwoch, 25. November"; with the year when it is not this one.
std::string day_heading(const Page& page, Date day);
// Of a day in a list: the first one of the weekend, of next week and of what is later says so: "Dieses Wochenende: Samstag, ...".
std::string section_heading(const Page& page, Date day, std::optional<Date> previous);
// "Dienstag, 24. November, 15:00–17:00"; for several days and all-day events their days alone.
std::string when_text(const Page& page, const OccurrenceCard& occurrence);
// The same, shorter while it is near: "Heute, 18:00–20:00", "Morgen, ...", within six days "Donnerstag, ...".
std::string soon_text(const Page& page, const OccurrenceCard& occurrence);
// The first and the last day that an occurrence touches.
Date first_day(const OccurrenceCard& occurrence);
Date last_day(const OccurrenceCard& occurrence);
bool on_one_day(const OccurrenceCard& occurrence);
bool running_now(const Page& page, const OccurrenceCard& occurrence);

}  // namespace treffpunkt::screens
