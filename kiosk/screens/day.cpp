#include "kiosk/screens/day.h"

namespace treffpunkt::screens {
namespace {

std::string day_and_time(const Page& page, const std::string& day, const OccurrenceCard& occurrence) {
  if (occurrence.all_day) return page.words("when.all_day", {{"day", day}});
  const auto time = page.words.formats.time_range(occurrence.local_start, occurrence.local_end);
  return page.words("when.day_time", {{"day", day}, {"time", time}});
}

// The word (a catalogue's key) for where a day lies; empty: close enough to speak for itself. Weeks begin on Monday here,
// whatever the reader's language makes of it.
std::string_view section_of(const Moment& moment, Date day) {
  const std::chrono::sys_days today(moment.today());
  const auto ahead = (std::chrono::sys_days(day) - today).count();
  const auto sunday = static_cast<long>(7 - std::chrono::weekday(today).iso_encoding());
  if (!moment.clock_trusted || ahead < 2 || ahead < sunday - 1) return "";
  return ahead <= sunday ? "day.weekend" : ahead <= sunday + 7 ? "day.next_week" : "day.later";
}

}  // namespace

Date first_day(const OccurrenceCard& occurrence) { return date_of(occurrence.local_start); }

Date last_day(const OccurrenceCard& occurrence) {
  // An end at midnight belongs to the day before.
  return date_of(occurrence.local_end - std::chrono::seconds(1));
}

bool on_one_day(const OccurrenceCard& occurrence) {
  // A night that ends early next morning is still one evening.
  const bool evening = !occurrence.all_day && occurrence.local_end - occurrence.local_start <= std::chrono::hours(14);
  return evening || first_day(occurrence) == last_day(occurrence);
}

bool running_now(const Page& page, const OccurrenceCard& occurrence) {
  return page.moment.clock_trusted && occurrence.start <= page.moment.now && page.moment.now < occurrence.end;
}

std::string day_heading(const Page& page, Date day) {
  const auto& formats = page.words.formats;
  const auto today = std::chrono::sys_days(page.moment.today());
  const auto ahead = (std::chrono::sys_days(day) - today).count();
  if (page.moment.clock_trusted && ahead == 0) return page.words("day.today", {{"day", formats.weekday_in_sentence(day)}});
  if (page.moment.clock_trusted && ahead == 1) return page.words("day.tomorrow", {{"day", formats.weekday_in_sentence(day)}});
  if (day.year() != page.moment.today().year()) return formats.full_date(day);
  return formats.weekday_day_month(day);
}

std::string section_heading(const Page& page, Date day, std::optional<Date> previous) {
  const auto heading = day_heading(page, day);
  const auto section = section_of(page.moment, day);
  if (section.empty() || (previous && section_of(page.moment, *previous) == section)) return heading;
  return page.words(section, {{"day", heading}});
}

std::string when_text(const Page& page, const OccurrenceCard& occurrence) {
  const auto& formats = page.words.formats;
  const Date first = first_day(occurrence);
  if (!on_one_day(occurrence)) return formats.date_range(first, last_day(occurrence));
  const std::string day = first.year() == page.moment.today().year() ? formats.weekday_day_month(first) : formats.full_date(first);
  return day_and_time(page, day, occurrence);
}

std::string soon_text(const Page& page, const OccurrenceCard& occurrence) {
  const Date day = first_day(occurrence);
  const auto ahead = (std::chrono::sys_days(day) - std::chrono::sys_days(page.moment.today())).count();
  if (!page.moment.clock_trusted || !on_one_day(occurrence) || ahead < 0 || ahead > 6) return when_text(page, occurrence);
  if (ahead == 0) return day_and_time(page, page.words("day.just_today"), occurrence);
  if (ahead == 1) return day_and_time(page, page.words("day.just_tomorrow"), occurrence);
  return day_and_time(page, page.words.formats.weekday(day), occurrence);
}

}  // namespace treffpunkt::screens
