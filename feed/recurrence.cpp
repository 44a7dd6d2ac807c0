#include "feed/recurrence.h"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "content/language/zone.h"

namespace treffpunkt {
namespace {

// Three occurrences a day for a century would be fewer.
constexpr int kMostOccurrences = 100'000;

struct IteratorEnd {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using RuleIterator = std::unique_ptr<icalrecur_iterator, IteratorEnd>;

icaltimetype to_ical(LocalTime local) {
  const Date date = date_of(local);
  const std::chrono::hh_mm_ss time{local - std::chrono::floor<std::chrono::days>(local)};
  icaltimetype result = icaltime_null_time();
  result.year = static_cast<int>(date.year());
  result.month = static_cast<int>(static_cast<unsigned>(date.month()));
  result.day = static_cast<int>(static_cast<unsigned>(date.day()));
  result.hour = static_cast<int>(time.hours().count());
  result.minute = static_cast<int>(time.minutes().count());
  result.second = static_cast<int>(time.seconds().count());
  return result;
}

Date day_of(const icaltimetype& time) {
  return Date{std::chrono::year{time.year}, std::chrono::month{static_cast<unsigned>(time.month)},
              std::chrono::day{static_cast<unsigned>(time.day)}};
}

LocalTime from_ical(const icaltimetype& time) {
  return LocalTime{std::chrono::local_days{day_of(time)}} + std::chrono::hours{time.hour} +
         std::chrono::minutes{time.minute} + std::chrono::seconds{time.second};
}

bool is_given(const short* list) { return list[0] != ICAL_RECURRENCE_ARRAY_MAX; }

// The end of the rule as a wall clock time: libical compares as if all were UTC, and counts a date as its midnight.
std::optional<LocalTime> last_moment(const icaltimetype& until, const std::string& zone) {
  if (!day_of(until).ok()) return std::nullopt;
  const LocalTime written = from_ical(until);
  if (until.is_date) return written + std::chrono::days{1} - std::chrono::seconds{1};
  if (!icaltime_is_utc(until)) return written;
  return to_local(Instant{written.time_since_epoch()}, zone);
}

Result<icalrecurrencetype> read_rule(const Recurrence& recurrence, const PublishingWindow& window) {
  icalerror_clear_errno();
  icalrecurrencetype rule = icalrecurrencetype_from_string(recurrence.rrule.c_str());
  // A calendar other than the Gregorian would be named here; the string is the library's to keep no longer.
  if (rule.rscale != nullptr) {
    icalmemory_free_buffer(rule.rscale);
    rule.rscale = nullptr;
    return fail(fmt::format("only the ordinary calendar can be used: '{}'", recurrence.rrule));
  }
  if (rule.freq == ICAL_NO_RECURRENCE) {
    return fail(fmt::format("not a rule of recurrence like 'FREQ=WEEKLY;BYDAY=TU': '{}'", recurrence.rrule));
  }
  if (rule.freq < ICAL_DAILY_RECURRENCE || is_given(rule.by_hour) || is_given(rule.by_minute) ||
      is_given(rule.by_second)) {
    return fail(
        fmt::format("an event can take place once a day at most; the time is that of 'start': '{}'", recurrence.rrule));
  }
  if (icaltime_is_null_time(rule.until)) {
    if (rule.count == 0) rule.until = to_ical(window.until);
    return rule;
  }
  const auto until = last_moment(rule.until, recurrence.time_zone);
  if (!until) return fail(fmt::format("UNTIL is not a date: '{}'", recurrence.rrule));
  rule.until = to_ical(*until);
  return rule;
}

// Every start of the rule before the end of the window, from the very first: a change or an exception may name any.
Result<std::vector<LocalTime>> starts_of(const Recurrence& recurrence, const PublishingWindow& window) {
  const auto rule = read_rule(recurrence, window);
  if (!rule) return tl::make_unexpected(rule.error());
  const RuleIterator iterator{icalrecur_iterator_new(*rule, to_ical(recurrence.start))};
  std::vector<LocalTime> starts;
  if (!iterator) return starts;  // a rule that no date can fulfil: the 30th of February
  for (auto next = icalrecur_iterator_next(iterator.get()); !icaltime_is_null_time(next);
       next = icalrecur_iterator_next(iterator.get())) {
    const LocalTime start = from_ical(next);
    if (start >= window.until) break;
    if (starts.size() == kMostOccurrences) return fail("the rule has too many dates; let it begin later");
    starts.push_back(start);
  }
  return starts;
}

// Removes the exceptions' dates. What names no date of the rule is a slip of the pen worth a word.
void leave_out(const Recurrence& recurrence, const PublishingWindow& window, std::map<Date, Occurrence>& by_date,
               std::vector<RecurrenceRemark>& remarks) {
  for (std::size_t index = 0; index < recurrence.exceptions.size(); ++index) {
    const Date date = recurrence.exceptions[index];
    if (LocalTime{std::chrono::local_days{date}} >= window.until) continue;
    if (by_date.erase(date) > 0) continue;
    remarks.push_back({Severity::warning, fmt::format("exceptions[{}]", index),
                       fmt::format("the rule has no date on {}", format_date(date))});
  }
}

void apply(const RecurrenceChange& change, Occurrence& occurrence) {
  // Only a new start: the event keeps its length.
  if (change.start) {
    occurrence.end += *change.start - occurrence.start;
    occurrence.start = *change.start;
  }
  if (change.end) occurrence.end = *change.end;
  if (change.status) occurrence.status = *change.status;
  if (!change.location_id.empty()) occurrence.location_id = change.location_id;
}

// Unlike a needless exception, a change that hits no date loses what staff wanted to say: an error.
void change(const Recurrence& recurrence, const PublishingWindow& window, std::map<Date, Occurrence>& by_date,
            std::vector<RecurrenceRemark>& remarks) {
  std::set<Date> seen;
  for (std::size_t index = 0; index < recurrence.changes.size(); ++index) {
    const auto& wanted = recurrence.changes[index];
    const auto remark = [&](std::string_view field, std::string message) {
      remarks.push_back({Severity::error, fmt::format("changes[{}].{}", index, field), std::move(message)});
    };
    if (LocalTime{std::chrono::local_days{wanted.date}} >= window.until) continue;
    const auto found = by_date.find(wanted.date);
    if (found == by_date.end()) {
      remark("date", fmt::format("the rule has no date on {}, or it is an exception", format_date(wanted.date)));
    } else if (!seen.insert(wanted.date).second) {
      remark("date", fmt::format("{} is changed twice", format_date(wanted.date)));
    } else if (apply(wanted, found->second); found->second.start >= found->second.end) {
      remark("end", fmt::format("the end {} is not after the start {}", format_local_time(found->second.end),
                                format_local_time(found->second.start)));
    }
  }
}

}  // namespace

Expansion expand(const Recurrence& recurrence, const PublishingWindow& window) {
  Expansion expansion;
  const auto starts = starts_of(recurrence, window);
  if (!starts) {
    expansion.remarks.push_back({Severity::error, "rrule", starts.error().message});
    return expansion;
  }
  const bool starts_off_the_rule = !starts->empty() && starts->front() != recurrence.start;
  if (starts_off_the_rule) {
    expansion.remarks.push_back(
        {Severity::warning, "start",
         fmt::format("{} is not a date of the rule; the first is {}", format_date(date_of(recurrence.start)),
                     format_date(date_of(starts->front())))});
  }
  std::map<Date, Occurrence> by_date;
  for (const LocalTime start : *starts) {
    by_date.emplace(date_of(start), Occurrence{.start = start, .end = start + (recurrence.end - recurrence.start)});
  }
  leave_out(recurrence, window, by_date, expansion.remarks);
  change(recurrence, window, by_date, expansion.remarks);
  for (auto& [date, occurrence] : by_date) {
    if (is_within(window, occurrence.start, occurrence.end)) expansion.occurrences.push_back(std::move(occurrence));
  }
  std::ranges::sort(expansion.occurrences, {}, &Occurrence::start);
  return expansion;
}

}  // namespace treffpunkt
