#include "content/model/opening_hours.h"

#include <doctest/doctest.h>

using namespace treffpunkt;
using namespace std::chrono_literals;
using std::chrono::local_days;
using std::chrono::weekday;

namespace {

Date day(int year, unsigned month, unsigned number) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{number}};
}

LocalTime at(Date date, std::chrono::minutes minute) { return LocalTime{local_days{date}} + minute; }

Schedule hours(weekday on, std::chrono::minutes from, std::chrono::minutes to) {
  return {.weekday = on, .opens_at = from, .closes_at = to};
}

// A copy of a service's rules that outlives the call.
struct Rules {
  std::vector<Schedule> schedules;
  std::vector<Closure> closures;
  OpeningRules rules{schedules, closures};
};

constexpr Date kTuesday{std::chrono::year{2026}, std::chrono::November, std::chrono::day{24}};

}  // namespace

TEST_CASE("open from the opening minute until before the closing minute") {
  Rules offer{{hours(std::chrono::Tuesday, 9h, 12h)}};
  CHECK(opening_hours(offer.rules, at(kTuesday, 8h + 59min)).state == OpenState::closed);
  const auto open = opening_hours(offer.rules, at(kTuesday, 9h));
  CHECK(open.state == OpenState::open);
  CHECK(open.closes == at(kTuesday, 12h));
  const auto closed = opening_hours(offer.rules, at(kTuesday, 12h));
  CHECK(closed.state == OpenState::closed);
  CHECK(closed.next_opens == at(day(2026, 12, 1), 9h));
}

TEST_CASE("touching and overlapping intervals count as one") {
  Rules offer{{hours(std::chrono::Tuesday, 12h, 18h), hours(std::chrono::Tuesday, 9h, 12h),
               hours(std::chrono::Tuesday, 10h, 11h)}};
  CHECK(opening_hours(offer.rules, at(kTuesday, 10h)).closes == at(kTuesday, 18h));
  CHECK(intervals_on(offer.rules, kTuesday).size() == 3);
  CHECK(intervals_on(offer.rules, kTuesday)[0].opens_at == MinuteOfDay{9h});
}

TEST_CASE("hours that end at midnight go on the next day") {
  Rules offer{{hours(std::chrono::Tuesday, 20h, 24h), hours(std::chrono::Wednesday, 0h, 2h)}};
  CHECK(opening_hours(offer.rules, at(kTuesday, 23h)).closes == at(day(2026, 11, 25), 2h));
}

TEST_CASE("an offer that never closes ends the search somewhere") {
  Rules offer;
  for (unsigned number = 0; number < 7; ++number) offer.schedules.push_back(hours(weekday{number}, 0h, 24h));
  offer.rules.closed_on_public_holidays = false;
  CHECK(opening_hours(offer.rules, at(kTuesday, 1h)).state == OpenState::open);
  CHECK(*opening_hours(offer.rules, at(kTuesday, 1h)).closes > at(kTuesday, 1h) + std::chrono::days{13});
}

TEST_CASE("a schedule holds only between its dates, both included") {
  Rules offer{{hours(std::chrono::Tuesday, 9h, 12h)}};
  offer.schedules[0].valid_from = kTuesday;
  offer.schedules[0].valid_to = kTuesday;
  CHECK(opening_hours(offer.rules, at(kTuesday, 10h)).state == OpenState::open);
  CHECK(intervals_on(offer.rules, day(2026, 12, 1)).empty());
  CHECK(intervals_on(offer.rules, day(2026, 11, 17)).empty());
}

TEST_CASE("a closure closes its first and its last day") {
  Rules offer{{hours(std::chrono::Tuesday, 9h, 12h)}, {{day(2026, 11, 24), day(2026, 12, 1), {}}}};
  CHECK(opening_hours(offer.rules, at(kTuesday, 10h)).state == OpenState::closed);
  CHECK(opening_hours(offer.rules, at(kTuesday, 10h)).next_opens == at(day(2026, 12, 8), 9h));
}

TEST_CASE("public holidays close unless the offer says otherwise") {
  Rules offer{{hours(std::chrono::Friday, 9h, 12h)}};
  const auto christmas = at(day(2026, 12, 25), 10h);
  CHECK(opening_hours(offer.rules, christmas).state == OpenState::closed);
  offer.rules.closed_on_public_holidays = false;
  CHECK(opening_hours(offer.rules, christmas).state == OpenState::open);
}

TEST_CASE("nothing is said about the next opening beyond fourteen days") {
  Rules offer{{hours(std::chrono::Tuesday, 9h, 12h)}, {{day(2026, 11, 25), day(2027, 1, 31), {}}}};
  CHECK_FALSE(opening_hours(offer.rules, at(kTuesday, 13h)).next_opens.has_value());
}

TEST_CASE("an offer by appointment is never closed, one without hours is unknown") {
  Rules offer;
  CHECK(opening_hours(offer.rules, at(kTuesday, 10h)).state == OpenState::unknown);
  offer.rules.by_appointment = true;
  CHECK(opening_hours(offer.rules, at(kTuesday, 10h)).state == OpenState::by_appointment);
  offer.schedules.push_back(hours(std::chrono::Tuesday, 9h, 12h));
  CHECK(opening_hours(offer.rules, at(kTuesday, 10h)).state == OpenState::open);
  CHECK(opening_hours(offer.rules, at(kTuesday, 13h)).state == OpenState::by_appointment);
  offer.rules.status = ServiceStatus::temporarily_closed;
  CHECK(opening_hours(offer.rules, at(kTuesday, 10h)).state == OpenState::temporarily_closed);
}

TEST_CASE("the public holidays of Hamburg are known") {
  for (const auto& holiday :
       {day(2026, 1, 1), day(2026, 4, 3), day(2026, 4, 6), day(2026, 5, 1), day(2026, 5, 14), day(2026, 5, 25),
        day(2026, 10, 3), day(2026, 10, 31), day(2026, 12, 25), day(2026, 12, 26), day(2027, 3, 26), day(2027, 3, 29),
        day(2024, 3, 29), day(2025, 4, 21), day(2038, 4, 26)}) {
    CHECK(is_public_holiday(holiday));
  }
  for (const auto& working_day : {day(2026, 1, 6), day(2026, 4, 5), day(2026, 6, 4), day(2026, 11, 1),
                                  day(2026, 12, 24), day(2016, 10, 31), day(2026, 4, 4)}) {
    CHECK_FALSE(is_public_holiday(working_day));
  }
}
