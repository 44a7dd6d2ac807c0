#include <doctest/doctest.h>

#include "kiosk/screens/take_home.h"
#include "content/language/zone.h"

using namespace treffpunkt;

namespace {

OccurrenceCard cafe() {
  OccurrenceCard card;
  card.event_id = "sprachcafe";
  card.start = *parse_instant("2026-11-24T14:00:00Z");
  card.end = *parse_instant("2026-11-24T16:00:00Z");
  card.local_start = *parse_local_time("2026-11-24T15:00");
  card.local_end = *parse_local_time("2026-11-24T17:00");
  return card;
}

bool has_line(const std::string& text, const std::string& line) { return ("\r\n" + text).find("\r\n" + line + "\r\n") != std::string::npos; }

}  // namespace

TEST_CASE("a calendar entry carries name, place and time, in UTC so that it needs no zone") {
  const auto text = screens::calendar_entry(cafe(), "Sprachcafé: Deutsch, Tee; Kekse", "Bücherhalle Harburg");
  CHECK(has_line(text, "DTSTART:20261124T140000Z"));
  CHECK(has_line(text, "DTEND:20261124T160000Z"));
  CHECK(has_line(text, "SUMMARY:Sprachcafé: Deutsch\\, Tee\\; Kekse"));
  CHECK(has_line(text, "LOCATION:Bücherhalle Harburg"));
  CHECK(text.starts_with("BEGIN:VCALENDAR\r\n"));
  CHECK(text.ends_with("END:VCALENDAR\r\n"));
}

TEST_CASE("an all-day event is entered by its days, the end exclusive") {
  auto card = cafe();
  card.all_day = true;
  card.local_start = *parse_local_time("2026-12-05T00:00");
  card.local_end = *parse_local_time("2026-12-07T00:00");
  const auto text = screens::calendar_entry(card, "Wintermarkt", "");
  CHECK(has_line(text, "DTSTART;VALUE=DATE:20261205"));
  CHECK(has_line(text, "DTEND;VALUE=DATE:20261207"));
  CHECK(text.find("LOCATION") == std::string::npos);
}

TEST_CASE("two dates of one event are two entries in a calendar") {
  auto later = cafe();
  later.start += std::chrono::hours(168);
  later.end += std::chrono::hours(168);
  const auto uid = [](const std::string& text) { return text.substr(text.find("UID:"), text.find("DTSTAMP") - text.find("UID:")); };
  CHECK(uid(screens::calendar_entry(cafe(), "a", "")) != uid(screens::calendar_entry(later, "a", "")));
}

TEST_CASE("a contact carries what is dialled, without the spaces") {
  Contact contact;
  contact.phone = "040 66969-123";
  contact.email = "tee@example.org";
  const auto text = screens::contact_card("Sprachcafé", "Sand 1", contact);
  CHECK(has_line(text, "TEL:04066969123"));
  CHECK(has_line(text, "EMAIL:tee@example.org"));
  CHECK(has_line(text, "FN:Sprachcafé"));
  CHECK(text.find("URL") == std::string::npos);
}

TEST_CASE("a line break in a name cannot add a line to an entry") {
  const auto text = screens::calendar_entry(cafe(), "Tee\r\nATTACH:evil", "");
  CHECK_FALSE(has_line(text, "ATTACH:evil"));
}
