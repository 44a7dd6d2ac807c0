#include "feed/calendar/calendar_rule.h"

#include <fmt/format.h>
#include <libical/ical.h>

#include <memory>

namespace treffpunkt {
namespace {

using std::chrono::days;
using std::chrono::floor;

// Every quarter of an hour for fourteen years. A finer rule is no event that people go to.
constexpr std::size_t kMostStarts = 500'000;

struct IteratorEnd {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using RuleIterator = std::unique_ptr<icalrecur_iterator, IteratorEnd>;

icaltimetype to_ical(LocalTime local, bool is_date) {
  const Date date{floor<days>(local)};
  const std::chrono::hh_mm_ss time{local - floor<days>(local)};
  icaltimetype result = icaltime_null_time();
  result.year = static_cast<int>(date.year());
  result.month = static_cast<int>(static_cast<unsigned>(date.month()));
  result.day = static_cast<int>(static_cast<unsigned>(date.day()));
  result.is_date = is_date ? 1 : 0;
  if (is_date) return result;
  result.hour = static_cast<int>(time.hours().count());
  result.minute = static_cast<int>(time.minutes().count());
  result.second = static_cast<int>(time.seconds().count());
  return result;
}

LocalTime from_ical(const icaltimetype& time) {
  const Date day{std::chrono::year{time.year}, std::chrono::month{static_cast<unsigned>(time.month)},
                 std::chrono::day{static_cast<unsigned>(time.day)}};
  LocalTime local{std::chrono::local_days{day}};
  if (time.is_date) return local;
  return local + std::chrono::hours{time.hour} + std::chrono::minutes{time.minute} + std::chrono::seconds{time.second};
}

// RFC 5545 wants UTC beside a start with a zone. Without the Z, or as a date alone, the established programs read it as UTC
// all the same; beside a floating start or a date they take it as it is written.
LocalTime until_of(const icaltimetype& written, const CalendarTime& first) {
  const LocalTime as_written = from_ical(written);
  if (first.is_date) return floor<days>(as_written);
  if (!first.zone) return as_written;
  return first.zone.to_local(Instant{as_written.time_since_epoch()});
}

struct RscaleEnd {
  icalrecurrencetype& rule;
  ~RscaleEnd() {
    if (rule.rscale != nullptr) icalmemory_free_buffer(rule.rscale);
  }
};

}  // namespace

Result<RuleStarts> rule_starts(const std::string& rule, const CalendarTime& first, LocalTime end) {
  icalerror_clear_errno();
  icalrecurrencetype read = icalrecurrencetype_from_string(rule.c_str());
  const RscaleEnd rscale{read};
  if (read.rscale != nullptr) return fail(fmt::format("only the ordinary calendar can be used: '{}'", rule));
  if (read.freq == ICAL_NO_RECURRENCE) return fail(fmt::format("not a rule of recurrence: '{}'", rule));
  RuleStarts found;
  if (!icaltime_is_null_time(read.until)) {
    found.until = until_of(read.until, first);
    // Ours to compare: libical would do it without the zone.
    read.until = icaltime_null_time();
  }
  const RuleIterator iterator{icalrecur_iterator_new(read, to_ical(first.local, first.is_date))};
  if (!iterator) return found;  // what no date can fulfil: the 30th of February
  std::size_t steps = 0;
  for (auto next = icalrecur_iterator_next(iterator.get()); !icaltime_is_null_time(next); next = icalrecur_iterator_next(iterator.get())) {
    const LocalTime start = from_ical(next);
    if (start >= end || (found.until && start > *found.until)) break;
    if (++steps > kMostStarts) return fail(fmt::format("the rule has more than {} dates: '{}'", kMostStarts, rule));
    found.starts.push_back(start);
  }
  return found;
}

}  // namespace treffpunkt
