#include "kiosk/screens/day.h"

namespace treffpunkt::screens {

Date first_day(const OccurrenceCard& occurrence) { return date_of(occurrence.local_start); }

Date last_day(const OccurrenceCard& occurrence) {
  // An end at midnight belongs to the day before.
  return date_of(occurrence.local_end - std::chrono::seconds(1));
}

bool running_now(const Page& page, const OccurrenceCard& occurrence) {
  return page.moment.clock_trusted && occurrence.start <= page.moment.now && page.moment.now < occurrence.end;
}

std::string day_heading(const Page& page, Date day) {
  const auto& formats = page.words.formats;
  const auto today = std::chrono::sys_days(page.moment.today());
  const auto ahead = (std::chrono::sys_days(day) - today).count();
  if (page.moment.clock_trusted && ahead == 0) return page.words("day.today", {{"day", formats.weekday(day)}});
  if (page.moment.clock_trusted && ahead == 1) return page.words("day.tomorrow", {{"day", formats.weekday(day)}});
  if (day.year() != page.moment.today().year()) return formats.full_date(day);
  return formats.weekday_day_month(day);
}

std::string when_text(const Page& page, const OccurrenceCard& occurrence) {
  const auto& formats = page.words.formats;
  const Date first = first_day(occurrence), last = last_day(occurrence);
  // A night that ends early next morning is still one evening.
  const bool one_day = first == last || (!occurrence.all_day && occurrence.local_end - occurrence.local_start <= std::chrono::hours(14));
  if (!one_day) return formats.date_range(first, last);
  const std::string day = first.year() == page.moment.today().year() ? formats.weekday_day_month(first) : formats.full_date(first);
  if (occurrence.all_day) return page.words("when.all_day", {{"day", day}});
  return page.words("when.day_time", {{"day", day}, {"time", formats.time_range(occurrence.local_start, occurrence.local_end)}});
}

}  // namespace treffpunkt::screens
