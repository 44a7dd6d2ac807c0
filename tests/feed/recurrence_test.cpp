#include "feed/recurrence.h"

#include <doctest/doctest.h>

#include <string>

#include "content/language/zone.h"

namespace treffpunkt {
namespace {

LocalTime at(std::string_view text) {
  const auto time = parse_local_time(text);
  REQUIRE(time.has_value());
  return *time;
}

Date on(std::string_view text) { return *parse_date(text); }

// November 2026 to December 2027.
PublishingWindow window() { return publishing_window(*parse_instant("2026-11-23T06:00:00Z"), "Europe/Berlin"); }

Recurrence weekly_cafe(std::string rrule) {
  return {at("2026-01-06T15:00"), at("2026-01-06T17:00"), std::move(rrule), "Europe/Berlin", {}, {}};
}

std::vector<std::string> starts_of(const Expansion& expansion, std::size_t count) {
  std::vector<std::string> starts;
  for (const auto& occurrence : expansion.occurrences) starts.push_back(format_local_time(occurrence.start));
  starts.resize(std::min(starts.size(), count));
  return starts;
}

using Starts = std::vector<std::string>;

TEST_CASE("the window is whole months: from the current one to the end of the month thirteen months ahead") {
  CHECK(window().from == at("2026-11-01T00:00"));
  CHECK(window().until == at("2028-01-01T00:00"));
}

TEST_CASE("the current month is that of the feed's zone, not of Greenwich") {
  const auto late = publishing_window(*parse_instant("2026-11-30T23:30:00Z"), "Europe/Berlin");
  CHECK(late.from == at("2026-12-01T00:00"));
  CHECK(late.until == at("2028-02-01T00:00"));
}

TEST_CASE("every Tuesday stays at three in the afternoon across both changes of the clocks") {
  const auto expansion = expand(weekly_cafe("FREQ=WEEKLY;BYDAY=TU"), window());
  CHECK(expansion.remarks.empty());
  CHECK(expansion.occurrences.size() == 61);
  CHECK(starts_of(expansion, 2) == Starts{"2026-11-03T15:00", "2026-11-10T15:00"});
  CHECK(format_local_time(expansion.occurrences.back().start) == "2027-12-28T15:00");
  // The clocks change on 28 March and 31 October 2027.
  Starts around;
  for (const auto& one : expansion.occurrences) {
    const auto day = format_date(date_of(one.start));
    const bool in_spring = day >= "2027-03-20" && day <= "2027-04-01";
    const bool in_autumn = day >= "2027-10-25" && day <= "2027-11-03";
    if (in_spring || in_autumn) around.push_back(format_local_time(one.start) + " to " + format_local_time(one.end));
  }
  CHECK(around == Starts{"2027-03-23T15:00 to 2027-03-23T17:00", "2027-03-30T15:00 to 2027-03-30T17:00",
                         "2027-10-26T15:00 to 2027-10-26T17:00", "2027-11-02T15:00 to 2027-11-02T17:00"});
}

TEST_CASE("the last Thursday of each month is found, however long the month") {
  auto recurrence = weekly_cafe("FREQ=MONTHLY;BYDAY=-1TH");
  recurrence.start = at("2026-01-29T18:00");
  recurrence.end = at("2026-01-29T20:00");
  const auto expansion = expand(recurrence, window());
  CHECK(expansion.remarks.empty());
  CHECK(starts_of(expansion, 100) ==
        Starts{"2026-11-26T18:00", "2026-12-31T18:00", "2027-01-28T18:00", "2027-02-25T18:00", "2027-03-25T18:00",
               "2027-04-29T18:00", "2027-05-27T18:00", "2027-06-24T18:00", "2027-07-29T18:00", "2027-08-26T18:00",
               "2027-09-30T18:00", "2027-10-28T18:00", "2027-11-25T18:00", "2027-12-30T18:00"});
}

TEST_CASE("every second week keeps counting from the first date, across the turn of the year") {
  const auto expansion = expand(weekly_cafe("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"), window());
  CHECK(starts_of(expansion, 5) ==
        Starts{"2026-11-10T15:00", "2026-11-24T15:00", "2026-12-08T15:00", "2026-12-22T15:00", "2027-01-05T15:00"});
}

TEST_CASE("a rule with a count counts from its first date, not from the window") {
  // The 45th Tuesday from 6 January 2026 is 10 November.
  CHECK(starts_of(expand(weekly_cafe("FREQ=WEEKLY;COUNT=45"), window()), 9) ==
        Starts{"2026-11-03T15:00", "2026-11-10T15:00"});
}

TEST_CASE("an UNTIL that is a date has that day in it; one in UTC is turned into the event's time") {
  CHECK(starts_of(expand(weekly_cafe("FREQ=WEEKLY;UNTIL=20261110"), window()), 9) ==
        Starts{"2026-11-03T15:00", "2026-11-10T15:00"});
  // 14:00 UTC is 15:00 in Hamburg's winter; a minute before is too early for that day.
  CHECK(starts_of(expand(weekly_cafe("FREQ=WEEKLY;UNTIL=20261110T140000Z"), window()), 9) ==
        Starts{"2026-11-03T15:00", "2026-11-10T15:00"});
  CHECK(starts_of(expand(weekly_cafe("FREQ=WEEKLY;UNTIL=20261110T135900Z"), window()), 9) ==
        Starts{"2026-11-03T15:00"});
}

TEST_CASE("an exception leaves its date out, and one that hits no date is remarked") {
  auto recurrence = weekly_cafe("FREQ=WEEKLY;BYDAY=TU");
  recurrence.exceptions = {on("2026-11-10"), on("2026-11-11"), on("2026-01-13"), on("2030-01-01")};
  const auto expansion = expand(recurrence, window());
  CHECK(starts_of(expansion, 2) == Starts{"2026-11-03T15:00", "2026-11-17T15:00"});
  REQUIRE(expansion.remarks.size() == 1);
  CHECK(expansion.remarks[0].field == "exceptions[1]");
  CHECK(expansion.remarks[0].severity == Severity::warning);
}

TEST_CASE("a cancelled occurrence keeps its date") {
  auto recurrence = weekly_cafe("FREQ=WEEKLY;BYDAY=TU");
  recurrence.changes = {{on("2026-11-10"), EventStatus::cancelled, {}, {}, ""}};
  const auto expansion = expand(recurrence, window());
  CHECK(expansion.remarks.empty());
  CHECK(expansion.occurrences[1].start == at("2026-11-10T15:00"));
  CHECK(expansion.occurrences[1].status == EventStatus::cancelled);
  CHECK(expansion.occurrences[0].status == EventStatus::scheduled);
}

TEST_CASE("an occurrence that is moved keeps its length, and stands where it now takes place in the order") {
  auto recurrence = weekly_cafe("FREQ=WEEKLY;BYDAY=TU");
  recurrence.changes = {{on("2026-11-10"), EventStatus::moved, at("2026-11-19T18:00"), {}, "rathaus"}};
  const auto expansion = expand(recurrence, window());
  CHECK(starts_of(expansion, 3) == Starts{"2026-11-03T15:00", "2026-11-17T15:00", "2026-11-19T18:00"});
  CHECK(expansion.occurrences[2].end == at("2026-11-19T20:00"));
  CHECK(expansion.occurrences[2].location_id == "rathaus");
}

TEST_CASE("an occurrence of last month that was moved into this one is there, and the other way round it is not") {
  auto recurrence = weekly_cafe("FREQ=WEEKLY;BYDAY=TU");
  recurrence.changes = {{on("2026-10-27"), {}, at("2026-11-02T15:00"), {}, ""},
                        {on("2026-11-03"), {}, at("2026-10-30T15:00"), {}, ""}};
  CHECK(starts_of(expand(recurrence, window()), 2) == Starts{"2026-11-02T15:00", "2026-11-10T15:00"});
}

TEST_CASE("a change that hits no date is an error, because what staff wanted to say would be lost") {
  auto recurrence = weekly_cafe("FREQ=WEEKLY;BYDAY=TU");
  recurrence.changes = {{on("2026-11-11"), EventStatus::cancelled, {}, {}, ""}};
  const auto expansion = expand(recurrence, window());
  REQUIRE(expansion.remarks.size() == 1);
  CHECK(expansion.remarks[0].severity == Severity::error);
  CHECK(expansion.remarks[0].field == "changes[0].date");
}

TEST_CASE("what began last month and goes on into this one is kept") {
  auto recurrence = weekly_cafe("FREQ=YEARLY");
  recurrence.start = at("2026-10-30T12:00");
  recurrence.end = at("2026-11-02T12:00");
  CHECK(starts_of(expand(recurrence, window()), 9) == Starts{"2026-10-30T12:00", "2027-10-30T12:00"});
}

TEST_CASE("the 29th of February comes in leap years only") {
  auto recurrence = weekly_cafe("FREQ=YEARLY");
  recurrence.start = at("2024-02-29T12:00");
  recurrence.end = at("2024-02-29T14:00");
  CHECK(expand(recurrence, window()).occurrences.empty());
  const auto leap = publishing_window(*parse_instant("2027-02-01T06:00:00Z"), "Europe/Berlin");
  CHECK(starts_of(expand(recurrence, leap), 9) == Starts{"2028-02-29T12:00"});
}

TEST_CASE("rules that no date fulfils or that would never end give an answer") {
  CHECK(expand(weekly_cafe("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), window()).occurrences.empty());
  CHECK(expand(weekly_cafe("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), window()).occurrences.empty());
  for (const auto* rule :
       {"FREQ=SECONDLY", "FREQ=MINUTELY;BYHOUR=3", "FREQ=DAILY;BYSECOND=1", "RRULE:FREQ=DAILY", "",
        "FREQ=WEEKLY;INTERVAL=0", "FREQ=YEARLY;RSCALE=HEBREW;BYMONTH=5L", "FREQ=DAILY;UNTIL=99999999"}) {
    CAPTURE(rule);
    const auto expansion = expand(weekly_cafe(rule), window());
    CHECK(expansion.occurrences.empty());
    REQUIRE(expansion.remarks.size() == 1);
    CHECK(expansion.remarks[0].severity == Severity::error);
    CHECK(expansion.remarks[0].field == "rrule");
  }
  auto ancient = weekly_cafe("FREQ=DAILY");
  ancient.start = at("1700-01-01T10:00");
  ancient.end = at("1700-01-01T11:00");
  CHECK(expand(ancient, window()).remarks.at(0).message == "the rule has too many dates; let it begin later");
}

}  // namespace
}  // namespace treffpunkt
