// counts.json: how often, never who. And that the app counts at all.

#include "kiosk/app/counts.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "content/store/build.h"
#include "tests/kiosk/app_support.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using app::Counts;
using nlohmann::json;

namespace {

json written(const Counts& counts) { return json::parse(counts.to_json(2, 1)); }

void look_in_vain(Counts& counts, const char* day, const char* word, int times) {
  for (int i = 0; i < times; ++i) counts.unmet(day, word);
}

}  // namespace

TEST_CASE("a word is written down when five visitors of a day looked for it in vain, and not before") {
  Counts counts;
  look_in_vain(counts, "2026-11-24", "Fahrrad", 4);
  CHECK(written(counts)["days"][0]["unmet_words"].empty());
  CHECK(written(counts)["days"][0]["unmet"] == 4);
  CHECK(counts.to_json(0, 0).find("ahrrad") == std::string::npos);
  counts.unmet("2026-11-24", "FAHRRAD");
  CHECK(written(counts)["days"][0]["unmet_words"] == json{{"fahrrad", 5}});
}

TEST_CASE("words of different days are not added up, and a day's few are forgotten with it") {
  Counts counts;
  look_in_vain(counts, "2026-11-24", "schach", 4);
  look_in_vain(counts, "2026-11-25", "schach", 4);
  counts.unmet("2026-11-24", "schach");
  CHECK(counts.to_json(0, 0).find("schach") == std::string::npos);
}

TEST_CASE("numbers, addresses and whole sentences are counted, never written down") {
  Counts counts;
  for (const auto* typed : {"040 66969", "a@example.org", "ab", "mein Nachbar aus dem dritten Stock ist immer so laut nachts"}) look_in_vain(counts, "2026-11-24", typed, 6);
  CHECK(written(counts)["days"][0]["unmet"] == 24);
  CHECK(written(counts)["days"][0]["unmet_words"].empty());
}

TEST_CASE("without a date nothing is counted") {
  Counts counts;
  counts.unmet("", "fahrrad");
  counts.touched("", {5, 0, 0, 0});
  counts.touched("2026-11-24", {});
  CHECK_FALSE(counts.changed());
}

TEST_CASE("counting goes on from the file, whose nonsense is left out, and keeps a month") {
  Counts before;
  before.touched("2026-11-24", {10, 1, 2, 3});
  look_in_vain(before, "2026-11-24", "schach", 6);
  Counts counts;
  counts.adopt(before.to_json(1, 0));
  counts.touched("2026-11-24", {5, 0, 0, 1});
  counts.unmet("2026-11-24", "schach");
  const auto day = written(counts)["days"][0];
  CHECK(day["touches"] == 15);
  CHECK(day["palms"] == 1);
  CHECK(day["chatter"] == 2);
  CHECK(day["stuck"] == 4);
  CHECK(day["unmet_words"]["schach"] == 7);
  CHECK(written(counts)["touch"] == json{{"devices", 2}, {"unreadable", 1}});
  for (const auto* garbled : {"", "{", "[]", "7", R"({"days": 7})", R"({"days": [7, {}, {"day": 7}, {"day": "../../etc"}, {"day": "2026-11-24", "touches": -1, "unmet_words": [1]}]})"}) {
    CAPTURE(garbled);
    Counts other;
    other.adopt(garbled);
    other.touched("2026-11-25", {1, 0, 0, 0});
    CHECK(written(other)["days"].back()["touches"] == 1);
  }
  for (int i = 10; i < 60; ++i) counts.touched("2027-0" + std::to_string(1 + i / 30) + "-" + std::to_string(10 + i % 20), {1, 0, 0, 0});
  CHECK(written(counts)["days"].size() <= Counts::kMostDays);
}

TEST_CASE("palms, chatter and dirt on the panel are told apart") {
  ui::Contacts contacts(4);
  const auto finger = [&](ui::Finger::Phase phase, std::int64_t id, float x, double seconds) { contacts.handle({phase, id, x, 100, seconds}); };
  using Phase = ui::Finger::Phase;
  finger(Phase::down, 1, 100, 0);
  finger(Phase::up, 1, 100, 0.1);
  finger(Phase::down, 1, 100, 0.12);
  finger(Phase::up, 1, 100, 0.2);
  for (int id = 2; id < 6; ++id) finger(Phase::down, id, static_cast<float>(100 * id), 10);
  for (int id = 2; id < 6; ++id) finger(Phase::up, id, static_cast<float>(100 * id), 11);
  finger(Phase::down, 7, 100, 20);
  contacts.advance(51);
  const auto tally = contacts.take_tally();
  CHECK(tally.chatter == 1);
  CHECK(tally.palms == 1);
  CHECK(tally.stuck == 1);
  CHECK(tally.touches == 4);
  CHECK(contacts.take_tally() == ui::Contacts::Tally{});
}

TEST_CASE("the kiosk counts touches and searches in vain, and writes at most every ten minutes") {
  const test::TemporaryFolder folder;
  Topic topic;
  topic.id = "lernen";
  topic.name.translations["de"] = {"Lernen", Origin::human};
  topic.pictogram = "school";
  topic.hue = "blue";
  Feed feed;
  feed.header.id = "probe";
  feed.header.languages = {"de"};
  feed.items = {topic};
  std::filesystem::create_directories(folder.path() / "factory");
  std::filesystem::create_directories(folder.path() / "state");
  REQUIRE(build_store(feed, folder.path() / "factory/content.db").has_value());
  const auto file = folder.path() / "state/counts.json";
  {
    test::Kiosk kiosk(1080, 1920, test::Kiosk::configuration(21.5), {folder.path() / "state", folder.path() / "factory"});
    for (int i = 0; i < 5; ++i) {
      kiosk.act("start");
      kiosk.act("go", "search?q=xylophon");
      kiosk.tap(5, 5);
      kiosk.act("wipe");
      kiosk.settle();
    }
    CHECK_FALSE(std::filesystem::exists(file));
    kiosk.pass(661);
    kiosk.settle();
  }
  std::ifstream stream(file);
  const auto text = json::parse(stream, nullptr, false);
  REQUIRE(text.is_object());
  CAPTURE(text.dump());
  CHECK(text["days"][0]["day"] == "2026-11-24");
  CHECK(text["days"][0]["unmet_words"]["xylophon"] == 5);
  CHECK(text["days"][0]["touches"].get<int>() >= 5);
}
