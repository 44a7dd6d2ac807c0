#include "sync/stick.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "sync/run_lock.h"
#include "sync/tuf/durable_file.h"
#include "tests/sync/house.h"

using namespace treffpunkt;
using test::content_with_picture;
using test::House;
using test::kNoon;
using test::small_content;
namespace fs = std::filesystem;

namespace {

// A house, and a stick that its feed can be copied to.
struct HouseWithStick : House {
  test::TemporaryFolder stick;
  fs::path place = stick.path() / "feed";

  void copy(const test::FeedMaker& maker) const {
    for (const auto& [path, bytes] : maker.files) REQUIRE(write_durably(place / path, bytes));
  }
  StickReport plug_in(Instant now = kNoon) const { return visit_stick(state, feed.first_root(), stick.path(), now); }

  // What must not have been touched by a stick that is refused.
  std::string everything() const {
    std::string all;
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) all += file.string() + "\n" + read_bounded(file, 1 << 24).value() + "\n";
    return all;
  }
};

}  // namespace

TEST_CASE("a stick brings its content to a kiosk that never had a network, with its pictures") {
  HouseWithStick house;
  const std::string picture = house.feed.add_object("a picture");
  house.publish(7, content_with_picture(7, picture, 9));
  SUBCASE("in a folder of the stick") {}
  SUBCASE("at its top") { house.place = house.stick.path(); }
  house.copy(house.feed);
  const StickReport report = house.plug_in();
  CAPTURE(report.detail);
  CHECK(report.result == StickResult::activated);
  CHECK(report.generation == 7);
  CHECK(house.shown_title() == "Willkommen");
  CHECK(read_bounded(house.state.object(picture), 100).value() == "a picture");
  // Once more: nothing to do.
  CHECK(house.plug_in().result == StickResult::same);
}

TEST_CASE("a newer stick follows what came over the network, and the network what came on a stick") {
  HouseWithStick house;
  house.show(1, small_content(1, "Netz"));
  house.publish(2, small_content(2, "Stick"));
  house.copy(house.feed);
  CHECK(house.plug_in().result == StickResult::activated);
  CHECK(house.shown_title() == "Stick");
  house.show(3, small_content(3, "wieder Netz"));
  CHECK(house.shown_title() == "wieder Netz");
}

TEST_CASE("a stick with what is there already mends what the card has spoilt") {
  HouseWithStick house;
  house.show(1, small_content(1, "heil"));
  house.copy(house.feed);
  std::ofstream(house.state.content(1)) << "rot";
  std::ofstream(house.state.database(1)) << "rot";
  CHECK(house.plug_in().result == StickResult::activated);
  CHECK(house.shown_title() == "heil");
  CHECK(house.plug_in().result == StickResult::same);
}

TEST_CASE("an older stick changes nothing") {
  HouseWithStick house;
  house.publish(1, small_content(1, "alt"));
  house.copy(house.feed);
  house.show(2, small_content(2, "neu"));
  const std::string before = house.everything();
  CHECK(house.plug_in().result == StickResult::older);
  CHECK(house.everything() == before);
  CHECK(house.shown_title() == "neu");
}

TEST_CASE("a stick that has expired changes nothing") {
  HouseWithStick house;
  house.show(1, small_content(1, "alt"));
  const std::string before = house.everything();
  house.publish(2, small_content(2, "neu"));
  house.copy(house.feed);
  CHECK(house.plug_in(kNoon + std::chrono::days{15}).result == StickResult::older);
  CHECK(house.everything() == before);
}

TEST_CASE("a stick that nobody has signed whom the kiosk believes changes nothing") {
  HouseWithStick house;
  house.show(1, small_content(1, "alt"));
  const std::string before = house.everything();
  SUBCASE("a stranger's feed") {
    test::FeedMaker stranger;
    stranger.add_content(9, small_content(9, "fremd"));
    stranger.publish();
    house.copy(stranger);
  }
  SUBCASE("signed with another key") {
    house.feed.keys["timestamp"] = house.feed.keys["root"];
    house.publish(2, small_content(2, "neu"));
    house.copy(house.feed);
  }
  SUBCASE("signatures taken away") {
    house.publish(2, small_content(2, "neu"));
    auto& file = house.feed.files.at("metadata/timestamp.json");
    auto json = nlohmann::json::parse(file);
    json["signatures"] = nlohmann::json::array();
    file = json.dump();
    house.copy(house.feed);
  }
  const StickReport report = house.plug_in();
  CAPTURE(report.detail);
  CHECK(report.result == StickResult::not_signed);
  CHECK(house.everything() == before);
}

TEST_CASE("a stick that is not all there changes nothing that is shown") {
  HouseWithStick house;
  house.show(1, small_content(1, "alt"));
  house.publish(2, small_content(2, "neu"));
  house.copy(house.feed);
  SUBCASE("the content is missing") { fs::remove_all(house.place / "targets"); }
  SUBCASE("the content is something else") {
    for (const auto& entry : fs::directory_iterator(house.place / "targets")) std::ofstream(entry.path()) << "else";
  }
  SUBCASE("the snapshot is missing") {
    for (const auto& entry : fs::directory_iterator(house.place / "metadata")) {
      if (entry.path().string().ends_with("snapshot.json")) fs::remove(entry.path());
    }
  }
  SUBCASE("the timestamp is half there") { fs::resize_file(house.place / "metadata" / "timestamp.json", 40); }
  SUBCASE("the targets are a pipe") {
    for (const auto& entry : fs::directory_iterator(house.place / "targets")) {
      fs::remove(entry.path());
      REQUIRE(::mkfifo(entry.path().c_str(), 0600) == 0);
    }
  }
  SUBCASE("the stick is gone") { fs::remove_all(house.stick.path()); }
  const StickReport report = house.plug_in();
  CHECK(report.result == StickResult::damaged);
  CHECK_FALSE(report.detail.empty());
  CHECK(house.shown_title() == "alt");
  CHECK(house.state.kept_generations() == std::vector<std::uint64_t>{1});
}

TEST_CASE("a stick with holiday pictures is told from one that cannot be read") {
  HouseWithStick house;
  REQUIRE(write_durably(house.stick.path() / "DCIM" / "1.jpg", "cat"));
  CHECK(house.plug_in().result == StickResult::no_feed);
  CHECK_FALSE(house.state.current_generation());
}

TEST_CASE("what became of a stick stands in usb.json as the kiosk reads it") {
  const auto json = [](StickReport report) { return nlohmann::json::parse(to_json(report, kNoon)); };
  CHECK(json({StickResult::activated, 7, "", {}}) ==
        nlohmann::json{{"result", "activated"}, {"generation", 7}, {"time", "2026-11-24T12:00:00Z"}, {"detail", ""}});
  const std::pair<StickResult, const char*> results[] = {
      {StickResult::reading, "reading"},     {StickResult::same, "same"},       {StickResult::older, "older"},
      {StickResult::not_signed, "unsigned"}, {StickResult::no_feed, "no_feed"}, {StickResult::damaged, "damaged"},
      {StickResult::no_space, "no_space"}};
  for (const auto& [result, name] : results) CHECK(json({result, 0, "\xff", {}})["result"] == name);
}

TEST_CASE("a stick that is being read is told from one that was, and from nonsense") {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "usb.json";
  CHECK_FALSE(says_reading(file));
  REQUIRE(write_durably(file, to_json(StickReport{}, kNoon)));
  CHECK(says_reading(file));
  for (const std::string& text : {to_json({StickResult::activated, 1, "", {}}, kNoon), std::string("[\"reading\"]"),
                                  std::string("{\"result\": 7}"), std::string("{"), std::string()}) {
    REQUIRE(write_durably(file, text));
    CHECK_FALSE(says_reading(file));
  }
}

TEST_CASE("who waits for the lock has it as soon as it is free, and not for ever") {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "sync.lock";
  CHECK(RunLock::wait(file, std::chrono::seconds{0}).value().has_value());
  const auto held = RunLock::take(file);
  CHECK_FALSE(RunLock::wait(file, std::chrono::seconds{0}).value().has_value());
}
