#include "content/store/hours.h"

#include <doctest/doctest.h>

#include "content/store/bytes.h"
#include "content/store/searched.h"

using namespace treffpunkt;

TEST_CASE("opening hours come back from their bytes") {
  Service service;
  Schedule schedule;
  schedule.weekday = std::chrono::Sunday;
  schedule.opens_at = std::chrono::hours{9};
  schedule.closes_at = std::chrono::hours{24};
  schedule.valid_to = Date{std::chrono::year{1969}, std::chrono::December, std::chrono::day{31}};
  service.schedules = {schedule, schedule};
  const Date first{std::chrono::year{2026}, std::chrono::May, std::chrono::day{1}};
  service.closures = {{first, first, {}}};
  service.by_appointment = true;
  service.status = ServiceStatus::temporarily_closed;
  const auto hours = unpack_hours(pack_hours(service));
  CHECK(hours.schedules == service.schedules);
  CHECK(hours.closures == service.closures);
  CHECK(hours.by_appointment);
  CHECK(hours.closed_on_public_holidays);
  CHECK(hours.status == ServiceStatus::temporarily_closed);
}

TEST_CASE("damaged bytes give some hours and no crash") {
  Service service;
  service.schedules.resize(3);
  const auto whole = pack_hours(service);
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    CHECK(unpack_hours(whole.substr(0, length)).schedules.size() <= 4);
  }
  CHECK(unpack_hours(std::string(64, '\x7F')).schedules.size() <= 4);
  CHECK(unpack_hours(std::string(64, '\xFF')).closures.empty());
}

TEST_CASE("numbers are little-endian and nothing lies behind the end") {
  std::string bytes;
  append_number(bytes, 0x01020304);
  append_number(bytes, -2);
  CHECK(bytes.substr(0, 4) == std::string("\4\3\2\1"));
  CHECK(number_at(bytes, 0) == 0x01020304);
  CHECK(number_at(bytes, 1) == -2);
  CHECK(number_at(bytes, 2) == 0);
}

TEST_CASE("a name is ranked by how it matches, in the reader's language and in others") {
  Folder folder;
  Text name;
  name.translations = {{"de", {"Deutsch für Anfänger"}}, {"en", {"German for beginners"}}};
  std::string names;
  append_names(names, name, folder);
  const auto rank = [&](std::string_view typed, std::string_view language) {
    return rank_names(names, comparable(folder.words(typed)), language);
  };
  CHECK(rank("deutsch fuer anfaenger", "de").own == NameMatch::exact);
  CHECK(rank("deutsch fü", "de").own == NameMatch::beginning);
  CHECK(rank("anf deutsch", "de").own == NameMatch::words);
  CHECK(rank("fänger", "de").own == NameMatch::inside);
  CHECK(rank("deutsch", "en").own == NameMatch::none);
  CHECK(rank("deutsch", "en").other == NameMatch::beginning);
  CHECK(rank("deutsch beginners", "de").own == NameMatch::none);
  CHECK(rank("x", "de").other == NameMatch::none);
}
