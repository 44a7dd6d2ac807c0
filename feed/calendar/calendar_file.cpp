#include "feed/calendar/calendar_file.h"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <cctype>
#include <memory>

#include "content/language/zone.h"

namespace treffpunkt {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct ComponentEnd {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, ComponentEnd>;

struct TextEnd {
  void operator()(char* text) const { icalmemory_free_buffer(text); }
};
using Text = std::unique_ptr<char, TextEnd>;

bool is_line(std::string_view line, std::string_view wanted) {
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  return std::equal(line.begin(), line.end(), wanted.begin(), wanted.end(),
                    [](unsigned char a, unsigned char b) { return std::toupper(a) == b; });
}

// libical forgets where a component stood.
std::vector<int> event_lines(std::string_view text) {
  std::vector<int> lines;
  int number = 0;
  while (!text.empty()) {
    ++number;
    const auto end = std::min(text.find('\n'), text.size());
    if (is_line(text.substr(0, end), "BEGIN:VEVENT")) lines.push_back(number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void collect(icalcomponent* from, icalcomponent_kind kind, std::vector<icalcomponent*>& into) {
  for (auto* inner = icalcomponent_get_first_component(from, ICAL_ANY_COMPONENT); inner != nullptr;
       inner = icalcomponent_get_next_component(from, ICAL_ANY_COMPONENT)) {
    if (icalcomponent_isa(inner) == kind) {
      into.push_back(inner);
    } else {
      collect(inner, kind, into);
    }
  }
}

std::string value_of(icalcomponent* component, icalproperty_kind kind) {
  auto* property = icalcomponent_get_first_property(component, kind);
  if (property == nullptr) return {};
  // The text without its escapes where the value is one, else as it is written.
  auto* value = icalproperty_get_value(property);
  if (value != nullptr && icalvalue_isa(value) == ICAL_TEXT_VALUE) {
    const char* text = icalvalue_get_text(value);
    return text == nullptr ? std::string() : text;
  }
  const Text text{icalproperty_get_value_as_string_r(property)};
  return text ? text.get() : std::string();
}

std::map<std::string, std::string> described_zones(icalcomponent* calendar) {
  std::vector<icalcomponent*> found;
  collect(calendar, ICAL_VTIMEZONE_COMPONENT, found);
  std::map<std::string, std::string> zones;
  for (auto* zone : found) {
    const Text text{icalcomponent_as_ical_string_r(zone)};
    if (text) zones.emplace(value_of(zone, ICAL_TZID_PROPERTY), text.get());
  }
  return zones;
}

class EventReader {
 public:
  EventReader(icalcomponent* component, int line, CalendarZones& zones, const std::string& file)
      : component_(component), zones_(zones), file_(file) {
    event_.line = line;
  }

  // Nothing when it has no usable start.
  std::optional<CalendarEvent> read();
  std::vector<Problem> take_problems() { return std::move(problems_); }

 private:
  std::optional<CalendarTime> time_of(const icaltimetype& time, icalproperty* property);
  std::optional<CalendarTime> time_of(icalproperty_kind kind);
  void read_end();
  void read_recurrence_id();
  void read_rules();
  void read_dates();
  void read_exceptions();
  void note_unreadable();
  void note(std::string_view field, std::string message) {
    problems_.push_back({Severity::warning, file_, event_.line, std::string(field), std::move(message)});
  }

  icalcomponent* component_;
  CalendarZones& zones_;
  const std::string& file_;
  CalendarEvent event_;
  std::vector<Problem> problems_;
};

std::optional<CalendarTime> EventReader::time_of(const icaltimetype& time, icalproperty* property) {
  const Date day{std::chrono::year{time.year}, std::chrono::month{static_cast<unsigned>(time.month)},
                 std::chrono::day{static_cast<unsigned>(time.day)}};
  if (icaltime_is_null_time(time) || !day.ok()) return std::nullopt;
  CalendarTime read;
  read.is_date = time.is_date != 0;
  read.local = LocalTime{std::chrono::local_days{day}};
  if (read.is_date) return read;
  read.local += std::chrono::hours{time.hour} + std::chrono::minutes{time.minute} + std::chrono::seconds{time.second};
  if (icaltime_is_utc(time)) {
    read.zone = CalendarZone::utc();
    return read;
  }
  auto* const parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  const char* const tzid = parameter == nullptr ? nullptr : icalparameter_get_tzid(parameter);
  if (tzid == nullptr || *tzid == 0) return read;
  read.zone = zones_.find(tzid);
  if (!read.zone) note("TZID", fmt::format("nobody knows the time zone '{}'; taken as the clock of the place", tzid));
  return read;
}

std::optional<CalendarTime> EventReader::time_of(icalproperty_kind kind) {
  auto* const property = icalcomponent_get_first_property(component_, kind);
  if (property == nullptr) return std::nullopt;
  auto* const value = icalproperty_get_value(property);
  if (value == nullptr) return std::nullopt;
  return time_of(icalvalue_get_datetime(value), property);
}

// Without an end a day lasts a day, and a time no time (RFC 5545, section 3.6.1).
void EventReader::read_end() {
  event_.end = event_.start;
  if (const auto end = time_of(ICAL_DTEND_PROPERTY)) {
    event_.end = *end;
  } else if (auto* duration = icalcomponent_get_first_property(component_, ICAL_DURATION_PROPERTY)) {
    const auto length = icalproperty_get_duration(duration);
    const auto days = std::chrono::days{static_cast<int>(length.days) + 7 * static_cast<int>(length.weeks)};
    const auto rest = std::chrono::hours{length.hours} + std::chrono::minutes{length.minutes} + std::chrono::seconds{length.seconds};
    event_.end.local += length.is_neg ? -(days + rest) : days + rest;
    if (rest.count() != 0) event_.end.is_date = false;
  } else if (event_.start.is_date) {
    event_.end.local += std::chrono::days{1};
  }
  // A date beside a time is meant by the time's clock.
  if (event_.start.is_date != event_.end.is_date) {
    if (event_.start.is_date) event_.start.zone = event_.end.zone;
    if (event_.end.is_date) event_.end.zone = event_.start.zone;
    event_.start.is_date = event_.end.is_date = false;
  }
  const auto utc = CalendarZone::utc();
  if (instant_of(event_.end, utc) < instant_of(event_.start, utc)) {
    note("DTEND", "the end is before the start; the two have changed places");
    std::swap(event_.start, event_.end);
  }
}

void EventReader::read_recurrence_id() {
  event_.recurrence_id = time_of(ICAL_RECURRENCEID_PROPERTY);
  if (!event_.recurrence_id) return;
  auto* const property = icalcomponent_get_first_property(component_, ICAL_RECURRENCEID_PROPERTY);
  auto* const range = icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER);
  event_.and_all_after = range != nullptr && icalparameter_get_range(range) == ICAL_RANGE_THISANDFUTURE;
}

void EventReader::read_rules() {
  for (auto* property = icalcomponent_get_first_property(component_, ICAL_RRULE_PROPERTY); property != nullptr;
       property = icalcomponent_get_next_property(component_, ICAL_RRULE_PROPERTY)) {
    const Text text{icalproperty_get_value_as_string_r(property)};
    if (!text) continue;
    // The same rule twice is a slip of the program that wrote it.
    if (std::find(event_.rules.begin(), event_.rules.end(), text.get()) == event_.rules.end()) event_.rules.emplace_back(text.get());
  }
}

void EventReader::read_dates() {
  for (auto* property = icalcomponent_get_first_property(component_, ICAL_RDATE_PROPERTY); property != nullptr;
       property = icalcomponent_get_next_property(component_, ICAL_RDATE_PROPERTY)) {
    const auto written = icalproperty_get_rdate(property);
    if (icaltime_is_null_time(written.period.start)) {
      if (const auto date = time_of(written.time, property)) event_.dates.push_back({*date, std::nullopt});
      continue;
    }
    const auto start = time_of(written.period.start, property);
    if (!start) continue;
    auto end = time_of(written.period.end, property);
    if (!end) {
      end = start;
      end->local += std::chrono::seconds{icaldurationtype_as_int(written.period.duration)};
    }
    event_.dates.push_back({*start, end});
  }
}

void EventReader::read_exceptions() {
  for (auto* property = icalcomponent_get_first_property(component_, ICAL_EXDATE_PROPERTY); property != nullptr;
       property = icalcomponent_get_next_property(component_, ICAL_EXDATE_PROPERTY)) {
    auto* const value = icalproperty_get_value(property);
    if (value == nullptr) continue;
    if (const auto date = time_of(icalvalue_get_datetime(value), property)) event_.exceptions.push_back(*date);
  }
}

// What libical could not read, it keeps as a property of its own.
void EventReader::note_unreadable() {
  for (auto* property = icalcomponent_get_first_property(component_, ICAL_XLICERROR_PROPERTY); property != nullptr;
       property = icalcomponent_get_next_property(component_, ICAL_XLICERROR_PROPERTY)) {
    const Text text{icalproperty_get_value_as_string_r(property)};
    note("", fmt::format("a line of it cannot be read, and is left out: {}", text ? text.get() : ""));
  }
}

std::optional<CalendarEvent> EventReader::read() {
  note_unreadable();
  event_.uid = value_of(component_, ICAL_UID_PROPERTY);
  event_.summary = value_of(component_, ICAL_SUMMARY_PROPERTY);
  event_.status = value_of(component_, ICAL_STATUS_PROPERTY);
  const auto secrecy = value_of(component_, ICAL_CLASS_PROPERTY);
  event_.is_private = secrecy == "PRIVATE" || secrecy == "CONFIDENTIAL";
  if (icalcomponent_get_first_property(component_, ICAL_SEQUENCE_PROPERTY) != nullptr) event_.sequence = icalcomponent_get_sequence(component_);
  const auto start = time_of(ICAL_DTSTART_PROPERTY);
  if (!start) {
    problems_.push_back({Severity::error, file_, event_.line, "DTSTART", fmt::format("'{}' does not say when it begins", event_.summary)});
    return std::nullopt;
  }
  event_.start = *start;
  read_end();
  read_recurrence_id();
  read_rules();
  read_dates();
  read_exceptions();
  return std::move(event_);
}

}  // namespace

Result<CalendarFile> read_calendar(std::string_view text, std::string name) {
  if (text.size() > kLargestCalendar) return fail(fmt::format("{}: larger than {} bytes", name, kLargestCalendar));
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const auto lines = event_lines(text);
  if (lines.size() > kMostCalendarEvents) return fail(fmt::format("{}: more than {} events", name, kMostCalendarEvents));
  const Component calendar{icalparser_parse_string(std::string(text).c_str())};
  if (!calendar || (icalcomponent_isa(calendar.get()) != ICAL_VCALENDAR_COMPONENT &&
                    icalcomponent_isa(calendar.get()) != ICAL_XROOT_COMPONENT)) {
    return fail(name + ": not a calendar: there is no BEGIN:VCALENDAR");
  }
  CalendarFile file;
  file.name = name;
  CalendarZones zones(described_zones(calendar.get()));
  std::vector<icalcomponent*> found;
  collect(calendar.get(), ICAL_VEVENT_COMPONENT, found);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EventReader reader(found[i], i < lines.size() ? lines[i] : 0, zones, name);
    if (auto event = reader.read()) file.events.push_back(std::move(*event));
    for (auto& problem : reader.take_problems()) file.problems.push_back(std::move(problem));
  }
  return file;
}

}  // namespace treffpunkt
