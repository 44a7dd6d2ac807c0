#include "content/language/zone.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace treffpunkt;

namespace {

constexpr std::string_view kBerlin = "Europe/Berlin";

std::string instant_of(std::string_view local, std::string_view zone = kBerlin) {
  return format_instant(to_instant(parse_local_time(local).value(), zone));
}

std::string local_of(std::string_view instant, std::string_view zone = kBerlin) {
  return format_local_time(to_local(parse_instant(instant).value(), zone));
}

}  // namespace

TEST_CASE("a wall time in winter and in summer is one and two hours ahead of UTC") {
  CHECK(instant_of("2026-11-24T15:00") == "2026-11-24T14:00:00Z");
  CHECK(instant_of("2026-07-01T15:00:30") == "2026-07-01T13:00:30Z");
  CHECK(local_of("2026-11-24T14:00:00Z") == "2026-11-24T15:00");
  CHECK(local_of("2026-07-01T13:00:30Z") == "2026-07-01T15:00:30");
}

TEST_CASE("a wall time that the spring skips is the instant an hour later on the wall") {
  CHECK(instant_of("2026-03-29T01:59") == "2026-03-29T00:59:00Z");
  CHECK(instant_of("2026-03-29T02:00") == "2026-03-29T01:00:00Z");
  CHECK(instant_of("2026-03-29T02:30") == "2026-03-29T01:30:00Z");
  CHECK(local_of("2026-03-29T01:30:00Z") == "2026-03-29T03:30");
  CHECK(instant_of("2026-03-29T03:00") == "2026-03-29T01:00:00Z");
}

TEST_CASE("a wall time that the autumn shows twice is the first of the two") {
  CHECK(instant_of("2026-10-25T01:59") == "2026-10-24T23:59:00Z");
  CHECK(instant_of("2026-10-25T02:00") == "2026-10-25T00:00:00Z");
  CHECK(instant_of("2026-10-25T02:30") == "2026-10-25T00:30:00Z");
  CHECK(instant_of("2026-10-25T03:00") == "2026-10-25T02:00:00Z");
  CHECK(local_of("2026-10-25T00:30:00Z") == "2026-10-25T02:30");
  CHECK(local_of("2026-10-25T01:30:00Z") == "2026-10-25T02:30");
}

TEST_CASE("every hour of a year comes back from its wall time, but for the hour that is there twice") {
  using namespace std::chrono_literals;
  int moved = 0;
  const Instant end = parse_instant("2027-01-01T00:00:00Z").value();
  for (Instant instant = parse_instant("2026-01-01T00:00:00Z").value(); instant < end; instant += 1h) {
    if (to_instant(to_local(instant, kBerlin), kBerlin) != instant) ++moved;
  }
  CHECK(moved == 1);
}

TEST_CASE("zones are those of the database, and an unknown one counts as UTC") {
  CHECK(is_time_zone("Europe/Berlin"));
  CHECK(is_time_zone("UTC"));
  CHECK(is_time_zone("America/Argentina/Buenos_Aires"));
  for (const std::string_view wrong : {"", "Europe/Harburg", "europe berlin", "GMT+3", "Etc/Unknown", "\xff\xfe"}) {
    CAPTURE(wrong);
    CHECK_FALSE(is_time_zone(wrong));
  }
  CHECK(instant_of("2026-07-01T15:00", "Europe/Harburg") == "2026-07-01T15:00:00Z");
  CHECK(local_of("2026-07-01T15:00:00Z", "") == "2026-07-01T15:00");
}

TEST_CASE("local times are read with and without seconds and as a bare day") {
  CHECK(format_local_time(parse_local_time("2026-11-24T15:00").value()) == "2026-11-24T15:00");
  CHECK(format_local_time(parse_local_time("2026-11-24T15:00:30").value()) == "2026-11-24T15:00:30");
  CHECK(format_local_time(parse_local_time("2026-11-24").value()) == "2026-11-24T00:00");
}

TEST_CASE("a text that is no local time is refused and quoted") {
  for (const std::string_view wrong : {"",
                                       "2026",
                                       "2026-11-24T",
                                       "2026-11-24T15",
                                       "2026-11-24T15:0",
                                       "2026-11-24 15:00",
                                       "2026-11-24T15:00Z",
                                       "2026-11-24T15:00:",
                                       "2026-11-24T15:00:60",
                                       "2026-11-24T15:60",
                                       "2026-11-24T24:00",
                                       "2026-11-24T25:00",
                                       "2026-13-01T10:00",
                                       "2026-02-29T10:00",
                                       "26-11-24T15:00",
                                       " 2026-11-24T15:00",
                                       "2026-11-24T15:00:00 ",
                                       "+026-11-24T15:00",
                                       "2026-11-24T15:00:00.5",
                                       "２０２６-11-24"}) {
    CAPTURE(wrong);
    const auto parsed = parse_local_time(wrong);
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().message.find(std::string(wrong)) != std::string::npos);
  }
}

TEST_CASE("dates are real days of the calendar") {
  CHECK(parse_date("2028-02-29").has_value());
  CHECK(format_date(parse_date("0800-01-09").value()) == "0800-01-09");
  for (const std::string_view wrong : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "2026-1-1",
                                       "2026-11-24T15:00", "", "heute"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_date(wrong).has_value());
  }
}

TEST_CASE("a time of day goes from 00:00 to 24:00") {
  CHECK(parse_minute_of_day("00:00").value().count() == 0);
  CHECK(parse_minute_of_day("15:07").value().count() == 907);
  CHECK(parse_minute_of_day("24:00").value().count() == 1440);
  CHECK(format_minute_of_day(MinuteOfDay{1440}) == "24:00");
  CHECK(format_minute_of_day(MinuteOfDay{65}) == "01:05");
  for (const std::string_view wrong : {"", "24:01", "25:00", "9:00", "09:60", "0900", "09:00:00", "-1:00", "09:0x"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_minute_of_day(wrong).has_value());
  }
}

TEST_CASE("instants are read with Z and with an offset, a fraction of a second is dropped") {
  CHECK(format_instant(parse_instant("2026-11-24T15:00:00Z").value()) == "2026-11-24T15:00:00Z");
  CHECK(format_instant(parse_instant("2026-11-24T15:00:00+01:00").value()) == "2026-11-24T14:00:00Z");
  CHECK(format_instant(parse_instant("2026-11-24T23:30:00-02:30").value()) == "2026-11-25T02:00:00Z");
  CHECK(format_instant(parse_instant("2026-11-24T15:00:00.987654Z").value()) == "2026-11-24T15:00:00Z");
  CHECK(format_instant(parse_instant("1969-12-31T23:59:59Z").value()) == "1969-12-31T23:59:59Z");
  for (const std::string_view wrong :
       {"", "2026-11-24", "2026-11-24T15:00Z", "2026-11-24T15:00:00", "2026-11-24T15:00:00+1", "2026-11-24T15:00:00.Z",
        "2026-11-24T15:00:00+24:00", "2026-11-24T15:00:00z", "2026-11-24T15:00:00ZZ", "2026-02-30T15:00:00Z"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_instant(wrong).has_value());
  }
}

TEST_CASE("the day of a local time is the day on the wall") {
  CHECK(format_date(date_of(parse_local_time("2026-11-24T23:59:59").value())) == "2026-11-24");
  CHECK(format_date(date_of(parse_local_time("1969-12-31T00:00").value())) == "1969-12-31");
}
