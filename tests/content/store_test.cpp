#include "content/store/store.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "content/json/item_json.h"
#include "content/language/zone.h"
#include "content/store/build.h"
#include "tests/content/store_fixture.h"

using namespace treffpunkt;

namespace {

std::vector<std::string> ids(const Result<std::vector<OccurrenceCard>>& cards) {
  REQUIRE_MESSAGE(cards, (cards ? "" : cards.error().message));
  std::vector<std::string> found;
  for (const auto& card : *cards) found.push_back(card.event_id + "@" + format_local_time(card.local_start));
  return found;
}

std::vector<std::string> ids(const Result<std::vector<ServiceCard>>& cards) {
  REQUIRE_MESSAGE(cards, (cards ? "" : cards.error().message));
  std::vector<std::string> found;
  for (const auto& card : *cards) found.push_back(card.id);
  return found;
}

template <typename T>
std::vector<std::string> ids(const Result<std::vector<T>>& items) {
  REQUIRE_MESSAGE(items, (items ? "" : items.error().message));
  std::vector<std::string> found;
  for (const auto& item : *items) found.push_back(item.id);
  return found;
}

using Ids = std::vector<std::string>;

const std::string kHash(64, 'a');

Feed town() {
  return feed_of({
      R"({"type":"location","id":"rathaus","name":{"de":"Rathaus","en":"Town hall"},"accessibility":{"step_free":"yes"}})",
      R"({"type":"location","id":"keller","name":{"de":"Keller"},"accessibility":{"step_free":"no"}})",
      R"({"type":"organization","id":"rat","name":{"de":"Integrationsrat"}})",
      R"({"type":"topic","id":"wohnen","name":{"de":"Wohnen"},"hue":"teal","pictogram":"home","order":2})",
      R"({"type":"topic","id":"deutsch","name":{"de":"Deutsch"},"hue":"blue","pictogram":"school","order":1})",
      R"({"type":"topic","id":"alter","name":{"de":"Alter"},"hue":"red","pictogram":"x","order":2,"sites":["haus-sued"]})",
      R"({"type":"event","id":"sprechstunde","kind":"consultation_hour","name":{"de":"Sprechstunde"},"description":{"de":"x"},
          "location_id":"rathaus","languages":["de","tr"],"topics":["wohnen"],"cost":{"kind":"free"},
          "occurrences":[{"start":"2026-11-24T15:00","end":"2026-11-24T17:00","status":"cancelled"},
                         {"start":"2026-12-01T15:00","end":"2026-12-01T17:00"},
                         {"start":"2026-12-08T15:00","end":"2026-12-08T17:00","location_id":"keller"}]})",
      R"({"type":"event","id":"cafe","kind":"meetup","name":{"de":"Sprachcafé"},"summary":{"de":"Reden"},"description":{"de":"x"},
          "location_id":"keller","topics":["deutsch","geloescht"],"audiences":["women"],"room":{"de":"Raum 1"},
          "image":{"object":")" +
          kHash + R"(","media_type":"image/png","width":8,"height":6,"length":9},
          "occurrences":[{"start":"2026-11-24T10:00","end":"2026-11-24T12:00"}]})",
      R"({"type":"event","id":"abgesagt","kind":"meetup","status":"cancelled","name":{"de":"Fest"},"description":{"de":"x"},
          "audiences":["youth"],"occurrences":[{"start":"2026-11-24T15:00","end":"2026-11-24T18:00"}]})",
      R"({"type":"event","id":"schau","kind":"culture","all_day":true,"name":{"de":"Ausstellung"},"description":{"de":"x"},
          "location_id":"nirgends","occurrences":[{"start":"2026-11-01","end":"2026-11-30"}]})",
      R"({"type":"event","id":"sued","kind":"sport","name":{"de":"Turnen"},"description":{"de":"x"},"sites":["haus-sued"],
          "occurrences":[{"start":"2026-11-25T10:00","end":"2026-11-25T11:00"}]})",
      R"({"type":"event","id":"leer","kind":"sport","name":{"de":"Ohne Termin"},"description":{"de":"x"}})",
      R"~({"type":"service","id":"z","name":{"de":"Ämter-Lotsen"},"description":{"de":"![Bild](object:)~" +
          std::string(64, 'b') + R"~(?8x6)"},"location_ids":["rathaus","keller"],"organization_id":"rat",
          "topics":["wohnen"],"languages":["de","ar"],"cost":{"kind":"free"},
          "schedules":[{"weekday":"tuesday","opens_at":"09:00","closes_at":"12:00"}]})~",
      R"({"type":"service","id":"b","name":{"de":"Zimmer"},"description":{"de":"x"},"location_ids":["keller"],"topics":["wohnen"],
          "audiences":["refugees"],"schedules":[{"weekday":"tuesday","opens_at":"14:00","closes_at":"18:00"}]})",
      R"({"type":"service","id":"a","name":{"de":"beratung"},"description":{"de":"x"},"languages":["uk"],
          "schedules":[{"weekday":"tuesday","opens_at":"09:00","closes_at":"18:00"}],
          "closures":[{"first":"2026-11-24","last":"2026-11-24"}]})",
      R"({"type":"service","id":"weg","status":"inactive","name":{"de":"Alt"},"description":{"de":"x"},"topics":["wohnen"]})",
      R"({"type":"service","id":"nord","name":{"de":"Nur Nord"},"description":{"de":"x"},"sites":["haus-nord"]})",
      R"({"type":"page","id":"start","title":{"de":"Start"},"body":{"de":"x"},"order":1,"role":"about"})",
      R"({"type":"page","id":"neu","title":{"de":"Neu"},"body":{"de":"x"},"order":-1,"topics":["wohnen"]})",
      R"({"type":"page","id":"kind","title":{"de":"Kind"},"body":{"de":"x"},"parent_id":"start","sites":["haus-sued"]})",
      R"({"type":"news","id":"alt","title":{"de":"Alt"},"body":{"de":"x"},"published":"2026-10-01","expires":"2026-11-23"})",
      R"({"type":"news","id":"heute","title":{"de":"Heute"},"body":{"de":"x"},"published":"2026-11-24","expires":"2026-11-24"})",
      R"({"type":"news","id":"oktober","title":{"de":"Okt"},"body":{"de":"x"},"published":"2026-10-02"})",
      R"({"type":"news","id":"morgen","title":{"de":"Morgen"},"body":{"de":"x"},"published":"2026-11-25"})",
      R"({"type":"notice","id":"zu","text":{"de":"Zu"},"from":"2026-11-24T00:00","until":"2026-11-25T00:00"})",
      R"({"type":"notice","id":"sturm","text":{"de":"Sturm"},"from":"2026-11-24T12:00","until":"2026-11-24T13:00","priority":"high"})",
      R"({"type":"survey","id":"frage","question":{"de":"?"},"choices":[{"id":"ja","name":{"de":"Ja"}}],
          "open_from":"2026-11-01","open_until":"2026-11-30"})",
  });
}

}  // namespace

TEST_CASE("events come by their start, then by id, without those that are over") {
  const TestStore town_store(town());
  const auto& store = town_store.store();
  CHECK(ids(store.events({.from = at("2026-11-24T11:59")})) ==
        Ids{"schau@2026-11-01T00:00", "cafe@2026-11-24T10:00", "abgesagt@2026-11-24T15:00",
            "sprechstunde@2026-11-24T15:00", "sprechstunde@2026-12-01T15:00", "sprechstunde@2026-12-08T15:00"});
  CHECK(ids(store.events({.from = at("2026-11-24T12:00")})).at(1) == "abgesagt@2026-11-24T15:00");
  CHECK(ids(store.events({.from = at("2026-11-30T23:59")})).at(0) == "schau@2026-11-01T00:00");
  CHECK(ids(store.events({.from = at("2026-12-01T00:00")})).at(0) == "sprechstunde@2026-12-01T15:00");
  CHECK(ids(store.events({.from = at("2027-01-01T00:00")})).empty());
  CHECK(ids(store.events({.from = at("2026-11-24T13:00"), .until = at("2026-11-24T15:00")})) ==
        Ids{"schau@2026-11-01T00:00"});
}

TEST_CASE("events are paged without a gap") {
  const TestStore town_store(town());
  Ids paged;
  for (std::size_t offset = 0; offset < 8; offset += 2) {
    for (auto& id : ids(town_store.store().events({.from = at("2026-11-01T00:00"), .offset = offset, .limit = 2}))) {
      paged.push_back(std::move(id));
    }
  }
  CHECK(paged == ids(town_store.store().events({.from = at("2026-11-01T00:00")})));
  CHECK(paged.size() == 6);
}

TEST_CASE("any value within a filter counts, all filters must hold") {
  const TestStore town_store(town());
  const auto find = [&](EventQuery query) {
    query.from = at("2026-11-24T00:00");
    return ids(town_store.store().events(query));
  };
  CHECK(find({.kinds = {EventKind::meetup}}) == Ids{"cafe@2026-11-24T10:00", "abgesagt@2026-11-24T15:00"});
  CHECK(find({.kinds = {EventKind::meetup, EventKind::culture}, .limit = 2}) ==
        Ids{"schau@2026-11-01T00:00", "cafe@2026-11-24T10:00"});
  CHECK(find({.kinds = {EventKind::meetup}, .audiences = {"youth", "children"}}) == Ids{"abgesagt@2026-11-24T15:00"});
  CHECK(find({.topics = {"wohnen", "deutsch"}}).size() == 4);
  CHECK(find({.topics = {"geloescht"}}) == Ids{"cafe@2026-11-24T10:00"});
  CHECK(find({.topics = {"nie-gesehen"}}).empty());
  CHECK(find({.kinds = {EventKind::festival}}).empty());
  CHECK(find({.languages = {"tr"}}).size() == 3);
  CHECK(find({.only_free = true}).size() == 3);
  CHECK(find({.only_step_free = true}) == Ids{"sprechstunde@2026-11-24T15:00", "sprechstunde@2026-12-01T15:00"});
  CHECK(find({.topics = {"wohnen"}, .audiences = {"women"}}).empty());
}

TEST_CASE("a kiosk shows what is for all and what is for its site") {
  const TestStore town_store(town());
  const auto& store = town_store.store();
  const auto from = at("2026-11-25T00:00"), until = at("2026-11-26T00:00");
  CHECK(ids(store.events({.from = from, .until = until})).size() == 1);
  CHECK(ids(store.events({.from = from, .until = until, .site = "haus-sued"})).at(1) == "sued@2026-11-25T10:00");
  CHECK(ids(store.events({.from = from, .until = until, .site = "haus-nord"})).size() == 1);
  CHECK(ids(store.services({.site = "haus-nord"})).size() == 4);
  CHECK(ids(store.topics("")) == Ids{"deutsch", "wohnen"});
  CHECK(ids(store.topics("haus-sued")) == Ids{"deutsch", "alter", "wohnen"});
  CHECK(ids(store.pages("start", "haus-sued")) == Ids{"kind"});
  CHECK(ids(store.pages("start", "")).empty());
}

TEST_CASE("an occurrence's card has its own status and place, else the event's") {
  const TestStore town_store(town());
  const auto cards = town_store.store().events({.from = at("2026-11-24T00:00")});
  REQUIRE(cards);
  REQUIRE(cards->size() == 6);
  const auto& all = *cards;
  CHECK(all[0].all_day);
  CHECK(all[0].local_end == *parse_local_time("2026-12-01"));
  CHECK(all[0].location_id == "nirgends");  // not in the feed
  CHECK(all[0].location_name.empty());
  CHECK(all[1].name.translations.at("de").text == "Sprachcafé");
  CHECK(all[1].summary.translations.at("de").text == "Reden");
  CHECK(all[1].room.translations.at("de").text == "Raum 1");
  CHECK(all[1].image->object == kHash);
  CHECK(all[1].step_free == Known::no);
  CHECK(all[1].start == at("2026-11-24T10:00"));
  CHECK(all[2].status == EventStatus::cancelled);
  CHECK(all[3].status == EventStatus::cancelled);
  CHECK(all[3].location_name.translations.at("en").text == "Town hall");
  CHECK(all[3].cost == CostKind::free);
  CHECK(all[3].languages == Ids{"de", "tr"});
  CHECK(all[4].status == EventStatus::scheduled);
  CHECK(all[5].location_id == "keller");
}

TEST_CASE("the next consultation hour is one that takes place") {
  const TestStore town_store(town());
  const auto next = [&](std::string_view now) {
    const auto card = town_store.store().next_consultation_hour(at(now), "");
    REQUIRE(card);
    return *card ? format_local_time((*card)->local_start) : std::string();
  };
  CHECK(next("2026-11-24T00:00") == "2026-12-01T15:00");
  CHECK(next("2026-12-01T16:59") == "2026-12-01T15:00");
  CHECK(next("2026-12-01T17:00") == "2026-12-08T15:00");
  CHECK(next("2026-12-08T17:00") == "");
}

TEST_CASE("the dates of one event are those that are not over") {
  const TestStore town_store(town());
  const auto& store = town_store.store();
  CHECK(ids(store.occurrences_of("sprechstunde", at("2026-11-25T00:00"), 9)) ==
        Ids{"sprechstunde@2026-12-01T15:00", "sprechstunde@2026-12-08T15:00"});
  CHECK(ids(store.occurrences_of("sprechstunde", at("2026-11-24T00:00"), 1)) == Ids{"sprechstunde@2026-11-24T15:00"});
  CHECK(ids(store.occurrences_of("keines", at("2026-11-24T00:00"), 9)).empty());
}

TEST_CASE("offers come in the order of their names in the feed's language") {
  const TestStore town_store(town());
  const auto& store = town_store.store();
  CHECK(ids(store.services({})) == Ids{"z", "a", "b"});
  CHECK(ids(store.services({.offset = 1, .limit = 1})) == Ids{"a"});
  CHECK(ids(store.services({.topics = {"wohnen"}})) == Ids{"z", "b"});
  CHECK(ids(store.services({.topics = {"wohnen"}, .audiences = {"refugees"}})) == Ids{"b"});
  CHECK(ids(store.services({.languages = {"uk", "ar"}})) == Ids{"z", "a"});
  CHECK(ids(store.services({.only_free = true})) == Ids{"z"});
  CHECK(ids(store.services({.only_step_free = true})) == Ids{"z"});
  CHECK(ids(store.services({.organization_id = "rat"})) == Ids{"z"});
  CHECK(ids(store.services({.location_id = "keller"})) == Ids{"z", "b"});
}

TEST_CASE("open now asks schedules and closures") {
  const TestStore town_store(town());
  const auto& store = town_store.store();
  CHECK(ids(store.services({.open_at = at("2026-11-24T10:00")})) == Ids{"z"});
  CHECK(ids(store.services({.open_at = at("2026-11-24T14:00")})) == Ids{"b"});
  CHECK(ids(store.services({.open_at = at("2026-12-01T11:59")})) == Ids{"z", "a"});
  CHECK(ids(store.services({.open_at = at("2026-12-01T11:59"), .offset = 1})) == Ids{"a"});
  CHECK(ids(store.services({.open_at = at("2026-12-01T18:00")})).empty());
}

TEST_CASE("an offer's card has what a card shows") {
  const TestStore town_store(town());
  const auto cards = town_store.store().services({.limit = 1});
  REQUIRE(cards);
  const auto& card = cards->at(0);
  CHECK(card.organization_name.translations.at("de").text == "Integrationsrat");
  CHECK(card.location_id == "rathaus");
  CHECK(card.location_name.translations.at("de").text == "Rathaus");
  CHECK(card.step_free == Known::yes);
  CHECK(card.time_zone == "Europe/Berlin");
  REQUIRE(card.schedules.size() == 1);
  CHECK(card.schedules[0].closes_at == std::chrono::hours{12});
}

TEST_CASE("whole items come by their id") {
  const auto feed = town();
  const TestStore town_store(feed);
  const auto& store = town_store.store();
  CHECK(store.header() == feed.header);
  for (const auto& item : feed.items) {
    if (const auto* event = std::get_if<Event>(&item)) CHECK(**store.event(event->id) == *event);
    if (const auto* service = std::get_if<Service>(&item)) CHECK(**store.service(service->id) == *service);
    if (const auto* page = std::get_if<Page>(&item)) CHECK(**store.page(page->id) == *page);
    if (const auto* topic = std::get_if<Topic>(&item)) CHECK(**store.topic(topic->id) == *topic);
    if (const auto* location = std::get_if<Location>(&item)) CHECK(**store.location(location->id) == *location);
    if (const auto* by = std::get_if<Organization>(&item)) CHECK(**store.organization(by->id) == *by);
  }
  CHECK_FALSE(store.event("keines")->has_value());
  CHECK_FALSE(store.event("rathaus")->has_value());  // an id of another type
  CHECK_FALSE(store.event("' OR 1=1 --")->has_value());
}

TEST_CASE("pages, news, notices and surveys are those of the day") {
  const TestStore town_store(town());
  const auto& store = town_store.store();
  const Date today = *parse_date("2026-11-24");
  CHECK(ids(store.pages("", "")) == Ids{"neu", "start"});
  CHECK(ids(store.pages_on("wohnen", "")) == Ids{"neu"});
  CHECK((*store.page(PageRole::about))->id == "start");
  CHECK_FALSE(store.page(PageRole::imprint)->has_value());
  CHECK_FALSE(store.page(PageRole::none)->has_value());
  CHECK(ids(store.news(today, "")) == Ids{"heute", "oktober"});
  CHECK(ids(store.notices(at("2026-11-24T12:30"), "")) == Ids{"sturm", "zu"});
  CHECK(ids(store.notices(at("2026-11-24T13:00"), "")) == Ids{"zu"});
  CHECK(ids(store.notices(at("2026-11-25T00:00"), "")).empty());
  CHECK((*store.open_survey(today, ""))->id == "frage");
  CHECK_FALSE(store.open_survey(*parse_date("2026-12-01"), "")->has_value());
}

TEST_CASE("objects are those of items and of their texts") {
  const TestStore town_store(town());
  CHECK(*town_store.store().objects() == Ids{kHash, std::string(64, 'b')});
}

TEST_CASE("a feed without items makes a store without answers") {
  const TestStore empty(feed_of({}));
  const auto& store = empty.store();
  CHECK(ids(store.events({})).empty());
  CHECK(ids(store.services({})).empty());
  CHECK(ids(store.topics("")).empty());
  CHECK(store.search("kurs", "de", {}, "", 10)->hits.empty());
  CHECK_FALSE(store.next_consultation_hour({}, "")->has_value());
  CHECK(check_store(empty.file()));
}

TEST_CASE("a good store passes its check, and is where no file was") {
  const TestStore town_store(town());
  const auto checked = check_store(town_store.file());
  CHECK_MESSAGE(checked, (checked ? "" : checked.error().message));
  CHECK_FALSE(build_store(town(), town_store.file()));
  CHECK_FALSE(std::filesystem::exists(town_store.file().string() + ".new"));
}

TEST_CASE("equal content gives equal stores, in whatever order it comes") {
  auto feed = town();
  const TestStore one(feed);
  std::reverse(feed.items.begin(), feed.items.end());
  const TestStore other(feed);
  CHECK(one.bytes() == other.bytes());
}

TEST_CASE("two items with one id make no store") {
  auto feed = town();
  feed.items.push_back(feed.items.front());
  const test::TemporaryFolder folder;
  CHECK_FALSE(build_store(feed, folder.path() / "content.db"));
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a folder that does not exist is an error") {
  const test::TemporaryFolder folder;
  CHECK_FALSE(build_store(town(), folder.path() / "no" / "content.db"));
  CHECK_FALSE(Store::open(folder.path() / "no" / "content.db"));
}

TEST_CASE("a path with characters that mean something in a URI is only a path") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "a b?mode=memory#%41ä&x'\".db";
  REQUIRE(build_store(feed_of({}), file));
  CHECK(Store::open(file));
  CHECK(std::filesystem::exists(file));
}

TEST_CASE("a file that is no store says what it is") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "content.db";
  const auto message = [&](const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
    const auto store = Store::open(file);
    REQUIRE_FALSE(store);
    CHECK(store.error().message.starts_with(file.string()));
    return store.error().message.substr(file.string().size());
  };
  CHECK(message("") == ": no store: too short");
  CHECK(message(std::string(5000, 'x')) == ": no store");
  CHECK(Store::open(folder.path()).error().message.starts_with(folder.path().string()));

  const TestStore good(town());
  auto bytes = good.bytes();
  CHECK(message(bytes.substr(0, bytes.size() - 1)).starts_with(": truncated: "));
  CHECK(message(bytes.substr(0, 4096)).starts_with(": truncated: "));
  bytes[63] = 99;  // the version
  CHECK(message(bytes) == ": a store of version 99, this program reads 1");
  bytes[68] = 0;
  CHECK(message(bytes) == ": a database, but no store");
}

TEST_CASE("a damaged store fails its check and never crashes a query") {
  const TestStore good(town());
  const auto whole = good.bytes();
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "content.db";
  int refused = 0;
  for (std::size_t page = 4096; page < whole.size(); page += 4096) {
    auto bytes = whole;
    for (std::size_t i = 0; i < 4096; ++i) bytes[page + i] = static_cast<char>(i * 7 + page / 4096);
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    refused += check_store(file) ? 0 : 1;
    const auto store = Store::open(file);
    if (!store) continue;
    (void)store->events({.from = at("2026-11-24T00:00")});
    (void)store->services({.open_at = at("2026-11-24T10:00")});
    (void)store->search("sprach rat", "de", at("2026-11-24T00:00"), "x", 10);
    (void)store->event("cafe");
    (void)store->objects();
  }
  CHECK(refused == static_cast<int>(whole.size() / 4096) - 1);
}
