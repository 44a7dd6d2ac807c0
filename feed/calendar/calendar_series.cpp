#include "feed/calendar/calendar_series.h"

#include <algorithm>
#include <map>
#include <set>

#include "content/language/zone.h"
#include "feed/calendar/calendar_rule.h"

namespace treffpunkt {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;

// A change names its date in UTC, or as its series writes it: both are the name of a date.
using Name = LocalTime;
std::vector<Name> names_of(const CalendarTime& time) {
  if (time.is_date || !time.zone) return {time.local};
  return {LocalTime{time.zone.to_instant(time.local).time_since_epoch()}, time.local};
}

// How long: on the wall clock where start and end have the same, else as time passes.
seconds length_of(const CalendarTime& start, const CalendarTime& end) {
  if (start.zone == end.zone) return end.local - start.local;
  const auto utc = CalendarZone::utc();
  return instant_of(end, utc) - instant_of(start, utc);
}

struct Series {
  const CalendarEvent* own = nullptr;  // none: only changes of a series that is not in the file
  std::map<Name, const CalendarEvent*> changes;
  std::vector<const CalendarEvent*> later;  // and all after: ascending by the date they begin with
};

// Of several that claim the same, the one with the highest SEQUENCE; the first of equals.
void take_newest(const CalendarEvent*& kept, const CalendarEvent& other) {
  if (kept == nullptr || other.sequence > kept->sequence) kept = &other;
}

Series put_together(const std::vector<const CalendarEvent*>& events) {
  Series series;
  std::vector<const CalendarEvent*> owns;
  for (const auto* event : events) {
    if (event->recurrence_id) {
      for (const auto name : names_of(*event->recurrence_id)) take_newest(series.changes[name], *event);
      if (event->and_all_after) series.later.push_back(event);
    }
    if (!event->recurrence_id || event->has_dates_of_its_own()) {
      owns.push_back(event);
      take_newest(series.own, *event);
    }
  }
  // What an older state of the series changed, the newer one has overtaken.
  for (const auto* old : owns) {
    if (old != series.own && old->recurrence_id) {
      for (const auto name : names_of(*old->recurrence_id)) series.changes.erase(name);
    }
  }
  std::ranges::sort(series.later, {}, [](const CalendarEvent* event) { return names_of(*event->recurrence_id).front(); });
  return series;
}

class Expander {
 public:
  Expander(const CalendarSpan& span, const std::string& file, CalendarOccurrences& found) : span_(span), file_(file), found_(found) {}

  void expand(const Series& series);

 private:
  struct Start {
    CalendarTime time;
    std::optional<seconds> length;  // of a PERIOD
  };

  std::vector<Start> starts_of(const Series& series);
  void add(const CalendarEvent& event, CalendarTime start, seconds length);
  void add_as_written(const CalendarEvent& event) { add(event, event.start, length_of(event.start, event.end)); }

  const CalendarSpan& span_;
  const std::string& file_;
  CalendarOccurrences& found_;
};

// How far beyond the span a start may lie whose occurrence still overlaps it: what a change for all later dates moves, and
// the distance between two clocks.
LocalTime last_start(const Series& series, const CalendarSpan& span) {
  LocalTime last = LocalTime{std::chrono::local_days{span.to}} + days{2};
  for (const auto* event : series.later) {
    const auto moved = event->recurrence_id->local - event->start.local;
    last = std::max(last, LocalTime{std::chrono::local_days{span.to}} + days{2} + moved);
  }
  return last;
}

std::vector<Expander::Start> Expander::starts_of(const Series& series) {
  const CalendarEvent& own = *series.own;
  const LocalTime last = last_start(series, span_);
  std::map<LocalTime, Start> starts;
  const auto insert = [&](const CalendarTime& time, std::optional<seconds> length) { starts.insert_or_assign(time.local, Start{time, length}); };
  std::optional<LocalTime> last_until;
  for (const auto& rule : own.rules) {
    const auto found = rule_starts(rule, own.start, last);
    if (!found) {
      found_.problems.push_back({Severity::error, file_, own.line, "RRULE", found.error().message});
      continue;
    }
    if (found->until) last_until = std::max(last_until.value_or(*found->until), *found->until);
    for (const LocalTime start : found->starts) insert({start, own.start.is_date, own.start.zone}, std::nullopt);
  }
  // The start is a date of the series even where the rule does not meet it (RFC 5545, section 3.8.5.3).
  if (!last_until || own.start.local <= *last_until) insert(own.start, std::nullopt);
  for (const auto& date : own.dates) {
    CalendarTime time = date.start;
    if (own.start.zone && time.zone && !(time.zone == own.start.zone)) {
      time = {own.start.zone.to_local(time.zone.to_instant(time.local)), false, own.start.zone};
    }
    if (own.start.zone && !time.zone) time.zone = own.start.zone;
    time.is_date = own.start.is_date;
    insert(time, date.end ? std::optional(length_of(date.start, *date.end)) : std::nullopt);
  }
  std::vector<Start> all;
  for (auto& [local, start] : starts) all.push_back(std::move(start));
  return all;
}

void Expander::add(const CalendarEvent& event, CalendarTime start, seconds length) {
  CalendarOccurrence occurrence{.event = &event, .start = {}, .end = {}, .is_all_day = event.is_all_day(), .first_day = {}, .end_day = {}};
  const auto overlaps = [](auto begin, auto end, auto from, auto to) { return begin == end ? from <= begin && begin < to : begin < to && from < end; };
  if (occurrence.is_all_day) {
    const auto first = floor<days>(start.local), end = floor<days>(start.local + length);
    if (!overlaps(first, end, std::chrono::local_days{span_.from}, std::chrono::local_days{span_.to})) return;
    occurrence.first_day = Date{first};
    occurrence.end_day = Date{end};
  }
  occurrence.start = instant_of(start, span_.here);
  const bool same_clock = event.start.zone == event.end.zone;
  occurrence.end = same_clock ? instant_of({start.local + length, false, start.zone}, span_.here) : occurrence.start + length;
  const auto midnight = [this](Date day) { return span_.here.to_instant(LocalTime{std::chrono::local_days{day}}); };
  if (!occurrence.is_all_day && !overlaps(occurrence.start, occurrence.end, midnight(span_.from), midnight(span_.to))) return;
  found_.occurrences.push_back(occurrence);
}

void Expander::expand(const Series& series) {
  std::set<const CalendarEvent*> told;
  std::set<Name> left_out;
  std::set<Date> days_left_out;
  if (series.own != nullptr) {
    for (const auto& exception : series.own->exceptions) {
      for (const auto name : names_of(exception)) left_out.insert(name);
      if (exception.is_date) days_left_out.insert(date_of(exception.local));
    }
    for (const auto& start : starts_of(series)) {
      const auto names = names_of(start.time);
      if (days_left_out.contains(date_of(start.time.local))) continue;
      if (std::ranges::any_of(names, [&](Name name) { return left_out.contains(name); })) continue;
      const CalendarEvent* event = series.own;
      for (const auto name : names) {
        if (const auto change = series.changes.find(name); change != series.changes.end()) event = change->second;
      }
      if (event != series.own) {
        if (told.insert(event).second) add_as_written(*event);
        continue;
      }
      CalendarTime moved = start.time;
      for (const auto* later : series.later) {
        if (names_of(*later->recurrence_id).front() >= names.front()) break;
        event = later;
      }
      if (event != series.own) moved.local += event->start.local - event->recurrence_id->local;
      add(*event, moved, start.length.value_or(length_of(event->start, event->end)));
    }
  }
  // A change of a date that the series does not have, or without its series, still takes place.
  for (const auto& [name, change] : series.changes) {
    const auto names = names_of(*change->recurrence_id);
    if (std::ranges::any_of(names, [&](Name other) { return left_out.contains(other); })) continue;
    if (change == series.own || change->has_dates_of_its_own() || !told.insert(change).second) continue;
    add_as_written(*change);
  }
}

}  // namespace

CalendarOccurrences occurrences_in(const CalendarFile& file, const CalendarSpan& span) {
  CalendarOccurrences found;
  // Events without a UID belong to nothing.
  std::map<std::string, std::vector<const CalendarEvent*>> by_uid;
  std::vector<std::vector<const CalendarEvent*>> groups;
  for (const auto& event : file.events) {
    if (event.uid.empty()) {
      groups.push_back({&event});
    } else {
      by_uid[event.uid].push_back(&event);
    }
  }
  for (auto& [uid, events] : by_uid) groups.push_back(std::move(events));
  Expander expander(span, file.name, found);
  for (const auto& group : groups) expander.expand(put_together(group));
  std::ranges::stable_sort(found.occurrences, [](const CalendarOccurrence& a, const CalendarOccurrence& b) {
    return std::tie(a.start, a.event->uid) < std::tie(b.start, b.event->uid);
  });
  return found;
}

}  // namespace treffpunkt
