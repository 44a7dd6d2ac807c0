#include "feed/calendar/occurrence_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "content/language/zone.h"

namespace treffpunkt {
namespace {

std::string with_offset(Instant instant, const CalendarZone& here) {
  const auto offset = std::chrono::duration_cast<std::chrono::minutes>(here.offset(instant)).count();
  const LocalTime local = here.to_local(instant);
  const std::chrono::hh_mm_ss time{local - std::chrono::floor<std::chrono::days>(local)};
  return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", format_date(date_of(local)), time.hours().count(), time.minutes().count(),
                     time.seconds().count(), offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
}

}  // namespace

std::string to_json_line(const CalendarOccurrence& occurrence, const CalendarZone& here) {
  const CalendarEvent& event = *occurrence.event;
  nlohmann::json line = {{"uid", event.uid}, {"summary", event.summary}, {"all_day", occurrence.is_all_day}};
  line["status"] = event.status.empty() ? nlohmann::json() : nlohmann::json(event.status);
  line["start"] = occurrence.is_all_day ? format_date(occurrence.first_day) : with_offset(occurrence.start, here);
  line["end"] = occurrence.is_all_day ? format_date(occurrence.end_day) : with_offset(occurrence.end, here);
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string to_words(const CalendarOccurrence& occurrence, const CalendarZone& here) {
  const auto words = [&](Instant instant, Date day) {
    if (occurrence.is_all_day) return format_date(day);
    std::string time = format_local_time(here.to_local(instant));
    std::replace(time.begin(), time.end(), 'T', ' ');
    return time;
  };
  std::string status = occurrence.event->status;
  std::transform(status.begin(), status.end(), status.begin(), [](unsigned char letter) { return std::tolower(letter); });
  return fmt::format("{} to {}  {}{}", words(occurrence.start, occurrence.first_day), words(occurrence.end, occurrence.end_day),
                     occurrence.event->summary, status.empty() || status == "confirmed" ? "" : " (" + status + ")");
}

}  // namespace treffpunkt
