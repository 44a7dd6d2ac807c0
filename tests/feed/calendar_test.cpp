// Calendars as programs really write them, and what takes place according to them.

#include <doctest/doctest.h>

#include "content/language/zone.h"
#include "feed/calendar/occurrence_lines.h"

namespace treffpunkt::test {
namespace {

const CalendarZone kHere = CalendarZone::named("Europe/Berlin");

std::string calendar(const std::string& inside) { return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n" + inside + "END:VCALENDAR\r\n"; }
std::string event(const std::string& inside) { return "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Sommerfest\r\n" + inside + "END:VEVENT\r\n"; }

// "start end summary status", in November 2026 unless told otherwise.
std::vector<std::string> shown(const std::string& text, std::string_view from = "2026-11-01", std::string_view to = "2026-12-01") {
  const auto file = read_calendar(text, "kalender.ics");
  REQUIRE_MESSAGE(file, (file ? "" : file.error().message));
  std::vector<std::string> lines;
  for (const auto& occurrence : occurrences_in(*file, {*parse_date(from), *parse_date(to), kHere}).occurrences) {
    lines.push_back(to_words(occurrence, kHere));
  }
  return lines;
}
std::vector<std::string> shown_event(const std::string& inside, std::string_view from = "2026-11-01", std::string_view to = "2026-12-01") {
  return shown(calendar(event(inside)), from, to);
}

using Lines = std::vector<std::string>;

TEST_CASE("a weekly event keeps its hour when the clocks change") {
  const auto lines = shown_event("DTSTART;TZID=Europe/Berlin:20261018T100000\r\nDURATION:PT2H\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n", "2026-10-01");
  CHECK(lines == Lines{"2026-10-18 10:00 to 2026-10-18 12:00  Sommerfest", "2026-10-25 10:00 to 2026-10-25 12:00  Sommerfest",
                       "2026-11-01 10:00 to 2026-11-01 12:00  Sommerfest"});
}

TEST_CASE("a series in UTC moves with the clocks of the place") {
  const auto lines = shown_event("DTSTART:20261018T080000Z\r\nDTEND:20261018T090000Z\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n", "2026-10-01");
  CHECK(lines == Lines{"2026-10-18 10:00 to 2026-10-18 11:00  Sommerfest", "2026-10-25 09:00 to 2026-10-25 10:00  Sommerfest"});
}

TEST_CASE("a time that the clocks leave out is an hour later, one that they repeat is the first") {
  CHECK(shown_event("DTSTART;TZID=Europe/Berlin:20260329T023000\r\n", "2026-03-29", "2026-03-30") ==
        Lines{"2026-03-29 03:30 to 2026-03-29 03:30  Sommerfest"});
  const auto file = read_calendar(calendar(event("DTSTART;TZID=Europe/Berlin:20261025T023000\r\n")), "a");
  const auto found = occurrences_in(*file, {*parse_date("2026-10-25"), *parse_date("2026-10-26"), kHere});
  REQUIRE(found.occurrences.size() == 1);
  CHECK(format_instant(found.occurrences[0].start) == "2026-10-25T00:30:00Z");
}

TEST_CASE("zones are known by the names that Outlook, Mozilla and people give them") {
  for (const char* name : {"Europe/Berlin", "W. Europe Standard Time", "/mozilla.org/20050126_1/Europe/Berlin",
                           "/freeassociation.sourceforge.net/Europe/Berlin", "\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna\""}) {
    CAPTURE(name);
    CHECK(shown_event(std::string("DTSTART;TZID=") + name + ":20261124T150000\r\n") == Lines{"2026-11-24 15:00 to 2026-11-24 15:00  Sommerfest"});
  }
  CHECK(shown_event("DTSTART;TZID=Tokyo Standard Time:20261124T150000\r\n") == Lines{"2026-11-24 07:00 to 2026-11-24 07:00  Sommerfest"});
}

TEST_CASE("a zone that only the file knows is taken from there") {
  const std::string zone =
      "BEGIN:VTIMEZONE\r\nTZID:Unser Haus\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200\r\n"
      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nTZOFFSETFROM:+0200\r\n"
      "TZOFFSETTO:+0300\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";
  CHECK(shown(calendar(zone + event("DTSTART;TZID=Unser Haus:20261124T150000\r\n"))) == Lines{"2026-11-24 14:00 to 2026-11-24 14:00  Sommerfest"});
  CHECK(shown(calendar(zone + event("DTSTART;TZID=Unser Haus:20260724T150000\r\n")), "2026-07-01", "2026-08-01") ==
        Lines{"2026-07-24 14:00 to 2026-07-24 14:00  Sommerfest"});
}

TEST_CASE("a zone that nobody knows is the clock of the place, with a remark at the event's line") {
  const auto file = read_calendar(calendar(event("DTSTART;TZID=Atlantis:20261124T150000\r\n")), "kalender.ics");
  REQUIRE(file);
  REQUIRE(file->problems.size() == 1);
  CHECK(file->problems[0].line == 4);
  CHECK(file->problems[0].message.find("Atlantis") != std::string::npos);
  CHECK(shown_event("DTSTART;TZID=Atlantis:20261124T150000\r\n") == Lines{"2026-11-24 15:00 to 2026-11-24 15:00  Sommerfest"});
}

TEST_CASE("an all-day event ends the day before its DTEND, and lasts a day without one") {
  const auto one = "2026-11-24 to 2026-11-25  Sommerfest";
  CHECK(shown_event("DTSTART;VALUE=DATE:20261124\r\n") == Lines{one});
  CHECK(shown_event("DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:20261125\r\n") == Lines{one});
  CHECK(shown_event("DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:20261126\r\n", "2026-11-25", "2026-11-26") == Lines{"2026-11-24 to 2026-11-26  Sommerfest"});
  CHECK(shown_event("DTSTART;VALUE=DATE:20261124\r\n", "2026-11-25", "2026-11-26").empty());
}

TEST_CASE("what ends when the span begins is outside, what has no length belongs to its start") {
  CHECK(shown_event("DTSTART;TZID=Europe/Berlin:20261031T220000\r\nDTEND;TZID=Europe/Berlin:20261101T000000\r\n").empty());
  CHECK(shown_event("DTSTART;TZID=Europe/Berlin:20261031T220000\r\nDTEND;TZID=Europe/Berlin:20261101T000001\r\n").size() == 1);
  CHECK(shown_event("DTSTART;TZID=Europe/Berlin:20261101T000000\r\n").size() == 1);
  CHECK(shown_event("DTSTART;TZID=Europe/Berlin:20261201T000000\r\n").empty());
}

TEST_CASE("single dates are left out, added and moved") {
  const std::string series = "DTSTART;TZID=Europe/Berlin:20261103T150000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\n";
  CHECK(shown_event(series + "EXDATE;TZID=Europe/Berlin:20261110T150000,20261117T150000\r\nRDATE;TZID=Europe/Berlin:20261112T180000\r\n") ==
        Lines{"2026-11-03 15:00 to 2026-11-03 16:00  Sommerfest", "2026-11-12 18:00 to 2026-11-12 19:00  Sommerfest",
              "2026-11-24 15:00 to 2026-11-24 16:00  Sommerfest"});
  CHECK(shown_event(series + "EXDATE;VALUE=DATE:20261110\r\nEXDATE:20261117T140000Z\r\n").size() == 2);
  CHECK(shown_event(series + "RDATE;VALUE=PERIOD:20261112T170000Z/PT3H\r\n").at(2) == "2026-11-12 18:00 to 2026-11-12 21:00  Sommerfest");
  const auto moved = shown(calendar(event(series) + "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Verlegt\r\nSTATUS:CANCELLED\r\nRECURRENCE-ID:20261110T140000Z\r\n"
                                                    "DTSTART;TZID=Europe/Berlin:20261111T160000\r\nEND:VEVENT\r\n"));
  CHECK(moved == Lines{"2026-11-03 15:00 to 2026-11-03 16:00  Sommerfest", "2026-11-11 16:00 to 2026-11-11 16:00  Verlegt (cancelled)",
                       "2026-11-17 15:00 to 2026-11-17 16:00  Sommerfest", "2026-11-24 15:00 to 2026-11-24 16:00  Sommerfest"});
}

TEST_CASE("a change without its series takes place, and of two the newer one counts") {
  const auto change = [](const std::string& sequence, const std::string& day) {
    return event("SEQUENCE:" + sequence + "\r\nRECURRENCE-ID;TZID=Europe/Berlin:20261110T150000\r\nDTSTART;TZID=Europe/Berlin:202611" + day + "T150000\r\n");
  };
  CHECK(shown(calendar(change("1", "11"))) == Lines{"2026-11-11 15:00 to 2026-11-11 15:00  Sommerfest"});
  CHECK(shown(calendar(change("2", "12") + change("1", "11"))) == Lines{"2026-11-12 15:00 to 2026-11-12 15:00  Sommerfest"});
}

TEST_CASE("a change for all later dates moves them, and gives them its length") {
  const auto lines = shown(calendar(event("DTSTART;TZID=Europe/Berlin:20261103T150000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n") +
                                    event("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261110T150000\r\n"
                                          "DTSTART;TZID=Europe/Berlin:20261110T170000\r\nDURATION:PT2H\r\n")));
  CHECK(lines == Lines{"2026-11-03 15:00 to 2026-11-03 16:00  Sommerfest", "2026-11-10 17:00 to 2026-11-10 19:00  Sommerfest",
                       "2026-11-17 17:00 to 2026-11-17 19:00  Sommerfest"});
}

TEST_CASE("the start counts even where the rule does not meet it, and UNTIL is counted in UTC") {
  CHECK(shown_event("DTSTART;TZID=Europe/Berlin:20261101T150000\r\nRRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261110T140000Z\r\n") ==
        Lines{"2026-11-01 15:00 to 2026-11-01 15:00  Sommerfest", "2026-11-03 15:00 to 2026-11-03 15:00  Sommerfest",
              "2026-11-10 15:00 to 2026-11-10 15:00  Sommerfest"});
  CHECK(shown_event("DTSTART;TZID=Europe/Berlin:20261103T150000\r\nRRULE:FREQ=WEEKLY;UNTIL=20261110T135959Z\r\n").size() == 1);
  CHECK(shown_event("DTSTART;VALUE=DATE:20261103\r\nRRULE:FREQ=WEEKLY;UNTIL=20261110\r\n").size() == 2);
}

TEST_CASE("a mark at the beginning, lone line feeds, folded lines and several calendars are read") {
  std::string text = calendar(event("DTSTART;TZID=Europe/Berlin:20261124T15\r\n 0000\r\n"));
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  CHECK(shown("\xEF\xBB\xBF" + text).size() == 1);
  CHECK(shown(text + calendar("BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20261125T150000\r\nSUMMARY:Kaffee\\, Kuchen\r\nEND:VEVENT\r\n")) ==
        Lines{"2026-11-24 15:00 to 2026-11-24 15:00  Sommerfest", "2026-11-25 15:00 to 2026-11-25 15:00  Kaffee, Kuchen"});
}

TEST_CASE("what is broken is told with its line, and the rest goes on") {
  const auto file = read_calendar(calendar(event("") + event("DTSTART:20261124T150000Z\r\nRRULE:FREQ=FORTNIGHTLY\r\n") + event("DTSTART:20269999T150000Z\r\n")), "kalender.ics");
  REQUIRE(file);
  CHECK(file->events.size() == 1);
  REQUIRE(file->problems.size() >= 3);
  CHECK(file->problems.front().line == 4);
  CHECK(file->problems[1].line == 8);
  CHECK(file->problems[1].message.find("RRULE") != std::string::npos);
  CHECK(file->problems.back().line == 14);
}

TEST_CASE("what is no calendar is an error, and a torn or nested one does no harm") {
  CHECK_FALSE(read_calendar("<!DOCTYPE html><p>Bitte anmelden</p>", "kalender.ics"));
  CHECK_FALSE(read_calendar("", "kalender.ics"));
  CHECK_FALSE(read_calendar(std::string(kLargestCalendar + 1, ' '), "kalender.ics"));
  const std::string whole = calendar(event("DTSTART:20261124T150000Z\r\nRRULE:FREQ=DAILY\r\n"));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    if (const auto file = read_calendar(whole.substr(0, length), "a")) occurrences_in(*file, {*parse_date("2026-11-01"), *parse_date("2026-12-01"), kHere});
  }
  std::string nested;
  for (int i = 0; i < 2000; ++i) nested += "BEGIN:VCALENDAR\r\n";
  (void)read_calendar(nested, "a");
}

TEST_CASE("an event every second is refused, not counted out") {
  const auto file = read_calendar(calendar(event("DTSTART:20200101T000000Z\r\nRRULE:FREQ=SECONDLY\r\n")), "kalender.ics");
  REQUIRE(file);
  const auto found = occurrences_in(*file, {*parse_date("2026-11-01"), *parse_date("2026-12-01"), kHere});
  REQUIRE(found.problems.size() == 1);
  CHECK(found.problems[0].line == 4);
}

TEST_CASE("JSON has the offset of the place, dates for whole days, and null for a status that is not given") {
  const auto file = read_calendar(calendar(event("DTSTART:20260724T120000Z\r\nSTATUS:TENTATIVE\r\n") + "BEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20260725\r\nEND:VEVENT\r\n"), "a");
  const auto found = occurrences_in(*file, {*parse_date("2026-07-01"), *parse_date("2026-08-01"), kHere}).occurrences;
  REQUIRE(found.size() == 2);
  CHECK(to_json_line(found[0], kHere) ==
        R"({"all_day":false,"end":"2026-07-24T14:00:00+02:00","start":"2026-07-24T14:00:00+02:00","status":"TENTATIVE","summary":"Sommerfest","uid":"a"})");
  CHECK(to_json_line(found[1], kHere) == R"({"all_day":true,"end":"2026-07-26","start":"2026-07-25","status":null,"summary":"","uid":"b"})");
}

}  // namespace
}  // namespace treffpunkt::test
