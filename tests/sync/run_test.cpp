#include "sync/run.h"

#include <doctest/doctest.h>

#include <fstream>
#include <random>

#include "content/json/item_json.h"
#include "content/store/store.h"
#include "sync/generation.h"
#include "sync/trusted_time.h"
#include "sync/tuf/durable_file.h"
#include "tests/sync/house.h"

using namespace treffpunkt;
using test::content_with_picture;
using test::Fault;
using test::House;
using test::kNoon;
using test::small_content;

namespace {

constexpr std::uint64_t kMuch = 64 << 20;

// Many pages, so that a whole file is large beside a change.
std::string large_content(std::uint64_t generation, int pages, int changed) {
  std::mt19937 random(7);
  Feed feed;
  feed.header.id = "test";
  feed.header.generation = generation;
  feed.header.languages = {"de"};
  for (int i = 0; i < pages; ++i) {
    Page page;
    page.id = "page-" + std::to_string(i);
    std::string text;
    for (int word = 0; word < 30; ++word) text += std::to_string(random()) + " ";
    page.title.translations["de"] = {"Seite " + std::to_string(i)};
    page.body.translations["de"] = {i < changed ? "Neu: " + text : text};
    feed.items.push_back(page);
  }
  return to_ndjson(feed);
}

}  // namespace

TEST_CASE("a first visit brings the content to the screen") {
  House house;
  house.publish(1, small_content(1, "Willkommen"));
  const Report report = house.visit();
  CAPTURE(report.error);
  CHECK(report.outcome == Outcome::activated);
  CHECK(report.generation == 1);
  CHECK_FALSE(report.generation_before);
  CHECK(report.notes.empty());
  CHECK(house.shown_title() == "Willkommen");
  CHECK(read_bounded(house.state.content(1), kMuch).value() == small_content(1, "Willkommen"));
  CHECK_FALSE(std::filesystem::exists(house.state.building()));
}

TEST_CASE("an unchanged night is two requests and a few kilobytes") {
  House house;
  house.publish(1, small_content(1));
  REQUIRE(house.visit().outcome == Outcome::activated);
  const Report report = house.visit();
  CHECK(report.outcome == Outcome::unchanged);
  CHECK(report.traffic.requests == 2);
  CHECK(report.traffic.bytes < 2000);
  CHECK(report.generation == 1);
}

TEST_CASE("metadata that is signed anew brings no new generation") {
  House house;
  house.publish(1, small_content(1));
  REQUIRE(house.visit().outcome == Outcome::activated);
  house.feed.publish();
  CHECK(house.visit().outcome == Outcome::unchanged);
}

TEST_CASE("a change comes as a patch and costs about its own size") {
  House house;
  house.publish(1, large_content(1, 2000, 0));
  const Report first = house.visit();
  REQUIRE(first.outcome == Outcome::activated);
  house.publish(2, large_content(2, 2000, 20));
  const Report report = house.visit();
  CAPTURE(report.error);
  CHECK(report.outcome == Outcome::activated);
  CHECK(report.patched_from == 1);
  CHECK(report.traffic.bytes < first.traffic.bytes / 50);
  CHECK(read_bounded(house.state.content(2), kMuch).value() == large_content(2, 2000, 20));
}

TEST_CASE("after several missed generations one patch is enough") {
  House house;
  house.publish(1, large_content(1, 500, 0));
  REQUIRE(house.visit().outcome == Outcome::activated);
  for (std::uint64_t generation = 2; generation < 6; ++generation) {
    house.publish(generation, large_content(generation, 500, static_cast<int>(generation)));
  }
  const Report report = house.visit();
  CHECK(report.generation == 5);
  CHECK(report.patched_from == 1);
}

TEST_CASE("a patch that does not do is replaced by the whole file") {
  House house;
  house.publish(1, large_content(1, 100, 0));
  REQUIRE(house.visit().outcome == Outcome::activated);
  house.publish(2, large_content(2, 100, 3));
  const std::string patch = house.path_of("patch-1.zst");
  SUBCASE("not there") { house.transport.faults[patch] = Fault::missing; }
  SUBCASE("endless") { house.transport.faults[patch] = Fault::endless; }
  SUBCASE("other bytes than signed") { house.transport.substitutes[patch] = "no patch"; }
  SUBCASE("signed, but wrong") {
    house.feed.add_target("patch-1.zst", {}, "signed nonsense");
    house.feed.publish();
  }
  SUBCASE("made for another content") { std::ofstream(house.state.content(1)) << "spoilt on the card"; }
  const Report report = house.visit();
  CHECK(report.outcome == Outcome::activated);
  CHECK_FALSE(report.patched_from);
  REQUIRE_FALSE(report.notes.empty());
  CHECK(report.notes.back().starts_with("patch-1.zst: "));
  CHECK(read_bounded(house.state.content(2), kMuch).value() == large_content(2, 100, 3));
}

TEST_CASE("a tampered feed never reaches the screen") {
  House house;
  house.publish(1, small_content(1, "alt"));
  REQUIRE(house.visit().outcome == Outcome::activated);
  house.publish(2, small_content(2, "neu"));
  const std::string whole = house.path_of("content.ndjson.zst");
  house.transport.faults[house.path_of("patch-1.zst")] = Fault::missing;
  std::string step = "reconstruct";
  SUBCASE("the content") { house.transport.substitutes[whole] = tuf::sha256_hex("x"); }
  SUBCASE("half of the content") { house.transport.faults[whole] = Fault::broken; }
  SUBCASE("no content") { house.transport.faults[whole] = Fault::missing; }
  SUBCASE("a signed file that unpacks into something else") {
    auto target = house.feed.targets.targets.at("content.ndjson.zst");
    target.content_sha256 = tuf::sha256_hex("something else");
    house.feed.targets.targets["content.ndjson.zst"] = target;
    house.feed.publish();
  }
  SUBCASE("signed, but no content") { house.publish(2, "{\"type\":"); }
  SUBCASE("signed, but content of another generation") { house.publish(2, small_content(7)); }
  SUBCASE("the timestamp") {
    step = "trust";
    house.transport.substitutes["metadata/timestamp.json"] = "<html>Please log in to the guest network</html>";
  }
  SUBCASE("the targets, signed by a stranger") {
    step = "trust";
    house.feed.keys["targets"] = house.feed.keys["snapshot"];
    house.feed.publish();
  }
  SUBCASE("targets without content") {
    step = "choose";
    house.feed.targets.targets.clear();
    house.feed.publish();
  }
  const Report report = house.visit();
  CHECK(report.outcome == Outcome::failed);
  CHECK(report.failed_step == step);
  CHECK_FALSE(report.error.empty());
  CHECK(report.generation == 1);
  CHECK(house.shown_title() == "alt");
  CHECK(house.state.kept_generations() == std::vector<std::uint64_t>{1});
}

TEST_CASE("what was trusted but not activated is activated the next time") {
  House house;
  house.publish(1, small_content(1, "alt"));
  REQUIRE(house.visit().outcome == Outcome::activated);
  house.publish(2, small_content(2, "neu"));
  house.transport.faults[house.path_of("patch-1.zst")] = Fault::broken;
  house.transport.faults[house.path_of("content.ndjson.zst")] = Fault::broken;
  REQUIRE(house.visit().outcome == Outcome::failed);
  house.transport.faults.clear();
  const Report report = house.visit();
  CHECK(report.outcome == Outcome::activated);
  CHECK(house.shown_title() == "neu");
}

TEST_CASE("a login page of the network is no feed, and is called what it is") {
  House house;
  house.publish(1, small_content(1));
  REQUIRE(house.visit().outcome == Outcome::activated);
  house.publish(2, small_content(2));
  for (const char* page : {"<!DOCTYPE html><title>WLAN</title>", " \r\n<html>", "\xEF\xBB\xBF\n<?xml version='1.0'?>"}) {
    CAPTURE(page);
    for (const char* path : {"metadata/2.root.json", "metadata/timestamp.json"}) {
      house.transport.substitutes = {{path, page}};
      const Report report = house.visit();
      CHECK(report.outcome == Outcome::failed);
      CHECK(report.failed_step == "trust");
      CHECK(report.error == std::string(path).substr(9) + ": a login page of the network answered instead of the feed");
      CHECK(house.shown_title() == "Willkommen");
    }
  }
  house.transport.substitutes.clear();
  CHECK(house.visit().outcome == Outcome::activated);
}

TEST_CASE("an expired feed stays on the screen") {
  House house;
  house.publish(1, small_content(1, "alt"));
  REQUIRE(house.visit().outcome == Outcome::activated);
  const Report report = house.visit(kNoon + std::chrono::days{15});
  CHECK(report.outcome == Outcome::failed);
  CHECK(report.failed_step == "trust");
  CHECK(report.expires.at("timestamp") == kNoon + std::chrono::days{14});
  CHECK(house.shown_title() == "alt");
}

TEST_CASE("media are there before the generation, and come only once") {
  House house;
  const std::string picture = house.feed.add_object("a picture");
  const std::string in_body = house.feed.add_object("a picture in a body");
  house.publish(1, content_with_picture(1, picture, 9, in_body));
  Report report = house.visit();
  CHECK(report.objects_fetched == 2);
  CHECK(report.objects_missing == 0);
  CHECK(read_bounded(house.state.object(picture), 100).value() == "a picture");
  CHECK(read_bounded(house.state.object(in_body), 100).value() == "a picture in a body");
  house.publish(2, content_with_picture(2, picture, 9));
  report = house.visit();
  CHECK(report.outcome == Outcome::activated);
  CHECK(report.objects_fetched == 0);
  // The one before still shows it.
  CHECK(std::filesystem::exists(house.state.object(in_body)));
  house.note(2, "started\nshown\n");
  house.show(3, content_with_picture(3, picture, 9));
  house.visit();
  CHECK_FALSE(std::filesystem::exists(house.state.object(in_body)));
  CHECK(std::filesystem::exists(house.state.object(picture)));
}

TEST_CASE("speech and films come after the generation is on the screen, and what is missing of them holds nothing up") {
  House house;
  Page page;
  page.id = "welcome";
  page.title.translations["de"] = page.body.translations["de"] = {"Willkommen"};
  const std::string picture = house.feed.add_object("a picture");
  const std::string speech = house.feed.add_object("speech"), film = house.feed.add_object("a film");
  page.image = Picture{picture, "image/png", 1, 1, 9, {}};
  page.audio["de"] = Speech{speech, 6};
  page.video = Video{film, 6, {}};
  Feed feed;
  feed.header = {.id = "test", .generation = 1, .languages = {"de"}};
  feed.items.push_back(page);
  house.publish(1, to_ndjson(feed));
  const auto path_of = [](const std::string& object) { return "objects/" + object.substr(0, 2) + "/" + object; };

  // What is there when the recordings' turn comes.
  std::optional<std::uint64_t> shown_then;
  bool picture_then = false, speech_then = true, marked_then = false;
  const auto look = [&](std::string_view step) {
    if (step != "recordings") return;
    shown_then = house.state.current_generation();
    picture_then = std::filesystem::exists(house.state.object(picture));
    speech_then = std::filesystem::exists(house.state.object(speech));
    marked_then = std::filesystem::exists(house.state.unfinished());
  };
  house.transport.faults[path_of(film)] = Fault::missing;
  Report report = run_sync({house.state, house.feed.first_root(), house.transport, kNoon, false, look, true, {}});
  CHECK(shown_then == 1);
  CHECK(picture_then);
  CHECK_FALSE(speech_then);
  CHECK(marked_then);  // before it was current: a power cut in between must not leave it without them for good
  CHECK(report.outcome == Outcome::activated);
  CHECK(report.objects_fetched == 2);
  CHECK(report.objects_missing == 1);
  CHECK(read_bounded(house.state.object(speech), 100).value() == "speech");
  CHECK(std::filesystem::exists(house.state.unfinished()));

  house.transport.faults.clear();
  house.objects_were_missing = true;
  report = house.visit();
  CHECK(report.outcome == Outcome::unchanged);
  CHECK(report.objects_fetched == 1);
  CHECK(std::filesystem::exists(house.state.object(film)));

  // A run that was cut off among the recordings left its mark: the next one goes on though nobody says so.
  std::filesystem::remove(house.state.object(speech));
  REQUIRE(write_durably(house.state.unfinished(), ""));
  house.objects_were_missing = false;
  report = house.visit();
  CHECK(report.objects_fetched == 1);
  CHECK(std::filesystem::exists(house.state.object(speech)));
  house.transport.asked_lately();
  house.visit();
  CHECK(house.transport.asked_lately().size() == 2);
}

TEST_CASE("a visit in a hurry leaves speech and films to the next one, but not pictures") {
  House house;
  Page page;
  page.id = "welcome";
  page.title.translations["de"] = page.body.translations["de"] = {"Willkommen"};
  const std::string picture = house.feed.add_object("a picture"), speech = house.feed.add_object("speech");
  page.image = Picture{picture, "image/png", 1, 1, 9, {}};
  page.audio["de"] = Speech{speech, 6};
  Feed feed;
  feed.header = {.id = "test", .generation = 1, .languages = {"de"}};
  feed.items.push_back(page);
  house.publish(1, to_ndjson(feed));
  house.recordings = false;
  CHECK(house.visit().outcome == Outcome::activated);
  CHECK(house.visit().outcome == Outcome::unchanged);
  CHECK(std::filesystem::exists(house.state.object(picture)));
  CHECK_FALSE(std::filesystem::exists(house.state.object(speech)));
  house.recordings = true;
  CHECK(house.visit().outcome == Outcome::unchanged);
  CHECK(std::filesystem::exists(house.state.object(speech)));
  CHECK_FALSE(std::filesystem::exists(house.state.unfinished()));
}

TEST_CASE("a picture that cannot be had does not hold the texts back, and is asked for again") {
  House house;
  const std::string picture = house.feed.add_object("a picture");
  const std::string path = "objects/" + picture.substr(0, 2) + "/" + picture;
  house.publish(1, content_with_picture(1, picture, 9));
  SUBCASE("not there") { house.transport.faults[path] = Fault::missing; }
  SUBCASE("broken off") { house.transport.faults[path] = Fault::broken; }
  SUBCASE("endless") { house.transport.faults[path] = Fault::endless; }
  SUBCASE("another picture") { house.transport.substitutes[path] = "b picture"; }
  SUBCASE("a shorter one") { house.transport.substitutes[path] = "a"; }
  Report report = house.visit();
  CHECK(report.outcome == Outcome::activated);
  CHECK(report.objects_missing == 1);
  CHECK_FALSE(report.notes.empty());
  CHECK_FALSE(std::filesystem::exists(house.state.object(picture)));
  CHECK(std::filesystem::is_empty(house.state.object(picture).parent_path()));

  house.transport.faults.clear();
  house.transport.substitutes.clear();
  house.objects_were_missing = true;
  report = house.visit();
  CHECK(report.outcome == Outcome::unchanged);
  CHECK(report.objects_fetched == 1);
  CHECK(report.objects_missing == 0);
  CHECK(std::filesystem::exists(house.state.object(picture)));
}

TEST_CASE("a server that answers for no object is not asked for all of them") {
  House house;
  Feed feed;
  feed.header.id = "test";
  feed.header.generation = 1;
  feed.header.languages = {"de"};
  for (int i = 0; i < 50; ++i) {
    Page page;
    page.id = "page-" + std::to_string(i);
    page.title.translations["de"] = {"Seite"};
    page.body.translations["de"] = {"Text"};
    page.image = Picture{tuf::sha256_hex(page.id), "image/png", 1, 1, 9, {}};
    feed.items.push_back(page);
  }
  house.publish(1, to_ndjson(feed));
  const Report report = house.visit();
  CHECK(report.outcome == Outcome::activated);
  CHECK(report.objects_missing == 50);
  CHECK(report.traffic.requests < 15);
}

TEST_CASE("what a run that was cut off left behind does not matter") {
  House house;
  std::filesystem::create_directories(house.state.building());
  std::ofstream(house.state.building() / "content.db") << "half a database";
  std::ofstream(house.state.building() / "content.ndjson") << "half";
  house.publish(1, small_content(1));
  CHECK(house.visit().outcome == Outcome::activated);
  CHECK_FALSE(std::filesystem::exists(house.state.building()));
  CHECK(house.shown_title() == "Willkommen");
}

TEST_CASE("the same number with other content changes places with the old one") {
  House house;
  house.publish(1, small_content(1, "eins"));
  REQUIRE(house.visit().outcome == Outcome::activated);
  house.publish(1, small_content(1, "anders"));
  CHECK(house.visit().outcome == Outcome::activated);
  CHECK(house.shown_title() == "anders");
}

TEST_CASE("activation is one rename: until then the old generation is current") {
  House house;
  house.publish(1, small_content(1, "alt"));
  REQUIRE(house.visit().outcome == Outcome::activated);
  const std::string content = small_content(2, "neu");
  REQUIRE(build_generation(house.state, read_ndjson(content, "content").value(), content));
  REQUIRE(check_generation(house.state));
  CHECK(house.shown_title() == "alt");
  REQUIRE(activate_generation(house.state, 2));
  CHECK(house.shown_title() == "neu");
  CHECK(house.state.kept_generations() == std::vector<std::uint64_t>{1, 2});
}

TEST_CASE("a generation that does not pass its check is not activated") {
  House house;
  const std::string content = small_content(2, "neu");
  REQUIRE(build_generation(house.state, read_ndjson(content, "content").value(), content));
  std::filesystem::resize_file(house.state.building() / "content.db", 4096);
  CHECK_FALSE(check_generation(house.state));
}

TEST_CASE("the floor of the clock follows the verified issue time") {
  House house;
  house.publish(1, small_content(1));
  house.visit();
  CHECK(read_clock_floor(house.state.clock()) == kNoon);
  house.feed.timestamp.issued = kNoon + std::chrono::days{1};
  house.feed.publish();
  SUBCASE("signed") { CHECK(house.visit().issued == kNoon + std::chrono::days{1}); }
  SUBCASE("not signed") {
    house.feed.keys["timestamp"] = house.feed.keys["root"];
    house.feed.publish();
    house.visit();
    CHECK(read_clock_floor(house.state.clock()) == kNoon);
  }
}

TEST_CASE("the steps of a night are those of the table, in its order") {
  House house;
  house.publish(1, small_content(1));
  house.visit();
  CHECK(house.steps == std::vector<std::string>{"mend", "judge", "trust", "choose", "room", "reconstruct", "tidy",
                                                "media", "build", "check", "activate", "recordings"});
  house.visit();
  CHECK(house.steps == std::vector<std::string>{"mend", "judge", "trust", "choose", "tidy"});
}
