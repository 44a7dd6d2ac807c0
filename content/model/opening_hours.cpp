#include "content/model/opening_hours.h"

#include <algorithm>

namespace treffpunkt {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::sys_days;

constexpr int kDaysAhead = 14;
constexpr MinuteOfDay kMidnight{24 * 60};

// Gauss' rule as Meeus and Jones wrote it down for the Gregorian calendar.
sys_days easter_sunday(std::chrono::year year) {
  const int y = static_cast<int>(year);
  const int golden = y % 19;
  const int century = y / 100;
  const int leap_centuries = century / 4;
  const int moon_correction = (century + 8) / 25;
  const int moon = (19 * golden + century - leap_centuries - (century - moon_correction + 1) / 3 + 15) % 30;
  const int sunday = (32 + 2 * (century % 4) + 2 * (y % 100 / 4) - moon - y % 100 % 4) % 7;
  const int late = (golden + 11 * moon + 22 * sunday) / 451;
  const int month_and_day = moon + sunday - 7 * late + 114;
  return sys_days{std::chrono::year_month_day{year, std::chrono::month(static_cast<unsigned>(month_and_day / 31)),
                                              std::chrono::day(static_cast<unsigned>(month_and_day % 31 + 1))}};
}

bool is_closed_on(const OpeningRules& rules, Date day) {
  if (rules.closed_on_public_holidays && is_public_holiday(day)) return true;
  return std::any_of(rules.closures.begin(), rules.closures.end(),
                     [&](const Closure& closure) { return closure.first <= day && day <= closure.last; });
}

bool holds_on(const Schedule& schedule, Date day) {
  if (schedule.valid_from && day < *schedule.valid_from) return false;
  if (schedule.valid_to && day > *schedule.valid_to) return false;
  return schedule.weekday == std::chrono::weekday{local_days{day}};
}

// Until when it stays open without a break, from an interval that contains `at`, over midnight too.
LocalTime closing_time(const OpeningRules& rules, local_days day, MinuteOfDay at) {
  auto until = at;
  for (int ahead = 0; ahead <= kDaysAhead; ++ahead) {
    for (const auto& interval : intervals_on(rules, Date{day})) {
      if (interval.opens_at <= until && interval.closes_at > until) until = interval.closes_at;
    }
    if (until < kMidnight) break;
    // Twenty-four hours of tomorrow follow only when tomorrow begins open.
    const auto tomorrow = intervals_on(rules, Date{day + days{1}});
    if (tomorrow.empty() || tomorrow.front().opens_at > MinuteOfDay{0}) break;
    day += days{1};
    until = MinuteOfDay{0};
  }
  return LocalTime{day} + until;
}

std::optional<LocalTime> next_opening(const OpeningRules& rules, LocalTime now) {
  const auto today = std::chrono::floor<days>(now);
  for (int ahead = 0; ahead <= kDaysAhead; ++ahead) {
    const auto day = today + days{ahead};
    for (const auto& interval : intervals_on(rules, Date{day})) {
      const LocalTime opens = LocalTime{day} + interval.opens_at;
      if (opens > now) return opens <= now + days{kDaysAhead} ? std::optional(opens) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace

OpeningHours opening_hours(const OpeningRules& rules, LocalTime now) {
  if (rules.status != ServiceStatus::active) return {.state = OpenState::temporarily_closed};
  if (rules.schedules.empty()) {
    return {.state = rules.by_appointment ? OpenState::by_appointment : OpenState::unknown};
  }
  const auto today = std::chrono::floor<days>(now);
  const auto minute = std::chrono::floor<std::chrono::minutes>(now - today);
  for (const auto& interval : intervals_on(rules, Date{today})) {
    if (interval.opens_at <= minute && minute < interval.closes_at) {
      return {.state = OpenState::open, .closes = closing_time(rules, today, minute)};
    }
  }
  return {.state = rules.by_appointment ? OpenState::by_appointment : OpenState::closed,
          .next_opens = next_opening(rules, now)};
}

std::vector<OpenInterval> intervals_on(const OpeningRules& rules, Date day) {
  std::vector<OpenInterval> intervals;
  for (const auto& schedule : rules.schedules) {
    if (holds_on(schedule, day)) intervals.push_back({schedule.opens_at, schedule.closes_at, &schedule});
  }
  if (!intervals.empty() && is_closed_on(rules, day)) return {};
  std::stable_sort(intervals.begin(), intervals.end(), [](const OpenInterval& a, const OpenInterval& b) {
    return std::pair(a.opens_at, a.closes_at) < std::pair(b.opens_at, b.closes_at);
  });
  return intervals;
}

bool is_public_holiday(Date day) {
  struct Fixed {
    unsigned month, day;
    int since;
  };
  constexpr Fixed kFixed[] = {{1, 1, 0}, {5, 1, 0}, {10, 3, 1990}, {10, 31, 2018}, {12, 25, 0}, {12, 26, 0}};
  const auto month = static_cast<unsigned>(day.month());
  const auto number = static_cast<unsigned>(day.day());
  for (const auto& fixed : kFixed) {
    if (month == fixed.month && number == fixed.day && static_cast<int>(day.year()) >= fixed.since) return true;
  }
  // Good Friday, Easter Monday, Ascension Day, Whit Monday.
  const auto after_easter = (sys_days{day} - easter_sunday(day.year())).count();
  return after_easter == -2 || after_easter == 1 || after_easter == 39 || after_easter == 50;
}

}  // namespace treffpunkt
