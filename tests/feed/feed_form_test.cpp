// What the sources say in short and a feed says in full.

#include <doctest/doctest.h>

#include <algorithm>

#include "content/json/item_json.h"
#include "content/language/zone.h"
#include "feed/object_names.h"
#include "feed/picture_shelf.h"
#include "feed/sources.h"
#include "sync/tuf/key.h"
#include "tests/feed/source_folder_copy.h"

namespace treffpunkt {
namespace {

struct Read {
  Sources sources;
  test::TemporaryFolder objects;

  explicit Read(const test::SourceFolderCopy& folder, std::string_view now = "2026-11-23T06:00:00Z") {
    const auto library = PictureLibrary::start("feed_tests");
    REQUIRE(library.has_value());
    auto read = read_sources(folder.path(), *library, {*parse_instant(now), objects.path(), {}});
    REQUIRE(read.has_value());
    sources = std::move(*read);
    for (const auto& problem : sources.problems) INFO(to_string(problem));
    REQUIRE_FALSE(has_errors(sources.problems));
  }

  template <typename T>
  const T& item(std::string_view id) const {
    for (const auto& item : sources.feed.items) {
      if (std::holds_alternative<T>(item) && id_of(item) == id) return std::get<T>(item);
    }
    FAIL("no item ", id);
    std::abort();
  }
};

TEST_CASE("weekdays become one schedule each, in the order in which they are written") {
  test::SourceFolderCopy folder;
  folder.write("services/zeiten.json", R"({"id": "zeiten", "name": {"de": "Z"}, "description": {"de": "Z"},
    "schedules": [{"weekdays": ["friday", "monday"], "opens_at": "09:00", "closes_at": "12:00", "note": {"de": "N"}},
                  {"weekday": "sunday", "opens_at": "10:00", "closes_at": "24:00"}]})");
  const Read read{folder};
  const auto& schedules = read.item<Service>("zeiten").schedules;
  REQUIRE(schedules.size() == 3);
  CHECK(schedules[0].weekday == std::chrono::Friday);
  CHECK(schedules[1].weekday == std::chrono::Monday);
  CHECK(schedules[1].note.translations.contains("de"));
  CHECK(schedules[2].weekday == std::chrono::Sunday);
  CHECK(schedules[2].closes_at == std::chrono::hours{24});
}

TEST_CASE("an all-day event lasts to midnight after its last day, also when it recurs") {
  test::SourceFolderCopy folder;
  folder.write("events/tage.json",
               R"({"id": "tage", "kind": "festival", "name": {"de": "T"}, "description": {"de": "T"},
    "all_day": true, "occurrences": [{"start": "2026-12-05", "end": "2026-12-06"}],
    "recurrence": {"start": "2026-06-01", "end": "2026-06-02", "rrule": "FREQ=YEARLY",
                   "changes": [{"date": "2027-06-01", "start": "2027-06-03", "end": "2027-06-03"}]}})");
  const Read read{folder};
  const auto& occurrences = read.item<Event>("tage").occurrences;
  REQUIRE(occurrences.size() == 2);
  CHECK(format_local_time(occurrences[0].end) == "2026-12-07T00:00");
  CHECK(format_local_time(occurrences[1].start) == "2027-06-03T00:00");
  CHECK(format_local_time(occurrences[1].end) == "2027-06-04T00:00");
}

TEST_CASE("single dates and a recurrence stand in one order") {
  test::SourceFolderCopy folder;
  folder.write("events/beides.json",
               R"({"id": "beides", "kind": "course", "name": {"de": "B"}, "description": {"de": "B"},
    "occurrences": [{"start": "2026-12-10T10:00", "end": "2026-12-10T11:00", "status": "full"},
                    {"start": "2026-11-24T10:00", "end": "2026-11-24T11:00"},
                    {"start": "2026-10-01T10:00", "end": "2026-10-01T11:00"}],
    "recurrence": {"start": "2026-12-01T10:00", "end": "2026-12-01T11:00", "rrule": "FREQ=MONTHLY;COUNT=2"}})");
  const Read read{folder};
  std::vector<std::string> starts;
  for (const auto& one : read.item<Event>("beides").occurrences) starts.push_back(format_local_time(one.start));
  CHECK(starts ==
        std::vector<std::string>{"2026-11-24T10:00", "2026-12-01T10:00", "2026-12-10T10:00", "2027-01-01T10:00"});
}

TEST_CASE("an event with nothing left is out of the feed; in its month it is there to the last day") {
  test::SourceFolderCopy folder;
  folder.write("events/einmal.json",
               R"({"id": "einmal", "kind": "course", "name": {"de": "E"}, "description": {"de": "E"},
    "occurrences": [{"start": "2026-11-02T10:00", "end": "2026-11-02T11:00"}]})");
  CHECK(Read{folder, "2026-11-30T22:00:00Z"}.sources.feed.items.size() == 7);
  const Read december{folder, "2026-12-01T00:00:00Z"};
  CHECK(december.sources.feed.items.size() == 6);
  CHECK(december.sources.written_items == 7);
}

TEST_CASE("the same sources give the same feed all month long") {
  const test::SourceFolderCopy folder;
  const auto text = [&](std::string_view now) { return to_ndjson(Read{folder, now}.sources.feed); };
  CHECK(text("2026-11-01T00:00:00Z") == text("2026-11-30T22:59:59Z"));
  CHECK(text("2026-11-30T22:59:59Z") != text("2026-11-30T23:00:00Z"));
}

TEST_CASE("a picture becomes an object in the item and in its body, and its bytes are kept under that name") {
  const test::SourceFolderCopy folder;
  const Read read{folder};
  const auto& event = read.item<Event>("cafe");
  REQUIRE(event.image.has_value());
  CHECK(event.image->width == kDrawingWidth);
  CHECK(event.image->height == 720);
  CHECK(event.image->media_type == "image/png");
  CHECK(event.image->alternative.translations.at("en").text == "A cup");
  CHECK(event.description.translations.at("de").text ==
        "Tee.\n\n![Eine Tasse](object:" + event.image->object + "?1080x720)");
  const auto bytes = read_bounded(read.objects.path() / object_path(event.image->object), kLargestPictureFile);
  REQUIRE(bytes.has_value());
  CHECK(bytes->size() == event.image->length);
  CHECK(tuf::sha256_hex(*bytes) == event.image->object);
}

TEST_CASE("object names are found in pictures and in bodies, and nothing else is taken for one") {
  const std::string a(64, 'a'), b(64, 'b');
  std::set<std::string> names;
  add_object_names(
      "{\"object\":\"" + a + "\"} ![x](object:" + b + "?8x6) object:abc \"object\" object:" + std::string(64, 'G'),
      names);
  CHECK(names == std::set<std::string>{a, b});
}

TEST_CASE("a feed's text reads back as the feed that was made from the sources") {
  const test::SourceFolderCopy folder;
  const Read read{folder};
  auto feed = read.sources.feed;
  feed.header.generation = 1;
  const auto text = to_ndjson(feed);
  const auto again = read_ndjson(text, "content.ndjson");
  REQUIRE(again.has_value());
  CHECK(to_ndjson(*again) == text);
  CHECK(again->items.size() == 6);
}

}  // namespace
}  // namespace treffpunkt
