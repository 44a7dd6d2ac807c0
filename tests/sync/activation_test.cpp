// Which generation is shown, which are kept, and when what nobody needs goes.
#include <doctest/doctest.h>

#include "sync/card.h"
#include "sync/generation.h"
#include "sync/tuf/durable_file.h"
#include "tests/sync/house.h"

using namespace treffpunkt;
using test::content_with_picture;
using test::House;
using test::small_content;

namespace {

using Numbers = std::vector<std::uint64_t>;

bool is_there(const House& house, const std::string& object) {
  return std::filesystem::exists(house.state.object(object));
}

}  // namespace

TEST_CASE("a generation that the kiosk could not show gives way to the one before, until there is another") {
  House house;
  house.show(1, small_content(1, "gut"));
  const char* notes = "";
  SUBCASE("it would not open") { notes = "started\nfailed\nstarted\nfailed\n"; }
  SUBCASE("the kiosk died three times") { notes = "started\nstarted\nstarted\n"; }
  house.show(2, small_content(2, "schlecht"), notes);
  Report report = house.visit();
  CHECK(report.outcome == Outcome::unchanged);
  CHECK(report.generation == 1);
  CHECK(house.shown_title() == "gut");
  CHECK(report.notes[0] == "generation 2 cannot be shown; back to 1");
  // Night after night, though the feed still has it.
  CHECK(house.visit().generation == 1);
  CHECK(house.visit().generation == 1);
  house.publish(3, small_content(3, "wieder gut"));
  report = house.visit();
  CHECK(report.outcome == Outcome::activated);
  CHECK(house.shown_title() == "wieder gut");
}

TEST_CASE("two starts are no verdict") {
  House house;
  house.show(1, small_content(1));
  house.show(2, small_content(2), "started\nstarted\n");
  CHECK(house.visit().generation == 2);
}

TEST_CASE("going back passes over what was never good, if there is something good") {
  House house;
  house.show(1, small_content(1));
  house.show(2, small_content(2), "");
  house.show(3, small_content(3), "started\nstarted\nstarted\n");
  CHECK(house.visit().generation == 1);
}

TEST_CASE("without a good one the newest that has not been tried has its turn") {
  House house;
  house.show(1, small_content(1), "");
  house.show(2, small_content(2), "");
  house.show(3, small_content(3), "started\nstarted\nstarted\n");
  CHECK(house.visit().generation == 2);
}

TEST_CASE("where there is nothing to go back to the report says so, and nothing is lost") {
  House house;
  house.show(1, small_content(1), "failed\nfailed\nfailed\n");
  const Report report = house.visit();
  CHECK(report.generation == 1);
  CHECK(report.notes[0] == "judge: generation 1 cannot be shown, and there is no other");
  CHECK(house.state.kept_generations() == Numbers{1});
  house.show(2, small_content(2, "neu"));
  CHECK(house.shown_title() == "neu");
}

TEST_CASE("a power cut between the two renames of an activation costs no second journey") {
  House house;
  house.show(1, small_content(1));
  house.show(2, small_content(2, "neu"));
  REQUIRE(house.state.set_current_generation(1));  // as if it had never been done
  house.transport.asked_lately();
  const Report report = house.visit();
  CHECK(report.outcome == Outcome::activated);
  CHECK(house.shown_title() == "neu");
  for (const auto& path : house.transport.asked_lately()) CHECK(path.starts_with("metadata/"));
}

TEST_CASE("other content under a number begins its trial anew") {
  House house;
  house.show(1, small_content(1));
  house.show(2, small_content(2), "started\nshown\n");
  house.show(2, small_content(2, "anders"), "");
  CHECK(house.state.trial_of(2) == Trial::untried);
}

TEST_CASE("nothing is thrown away until the current generation is good") {
  House house;
  const std::string old_picture = house.feed.add_object("old picture");
  const std::string new_picture = house.feed.add_object("new picture");
  house.show(1, content_with_picture(1, old_picture, 11));
  house.show(2, content_with_picture(2, old_picture, 11));
  house.show(3, content_with_picture(3, new_picture, 11), "started\n");
  house.visit();
  CHECK(house.state.kept_generations() == Numbers{1, 2, 3});
  CHECK(is_there(house, old_picture));
  house.note(3, "shown\n");
  house.visit();
  // The one before stays, in case the card spoils this one.
  CHECK(house.state.kept_generations() == Numbers{2, 3});
  CHECK(is_there(house, old_picture));
  house.show(4, content_with_picture(4, new_picture, 11));
  house.visit();
  CHECK(house.state.kept_generations() == Numbers{3, 4});
  CHECK_FALSE(is_there(house, old_picture));
  CHECK(is_there(house, new_picture));
}

TEST_CASE("when every night brings something new it is tidied up on the way") {
  House house;
  for (std::uint64_t generation = 1; generation <= 12; ++generation) {
    house.show(generation, small_content(generation));
    CHECK(house.state.kept_generations().size() <= 3);
  }
}

TEST_CASE("where no kiosk notes what it shows generations do not pile up for ever, and the last good one stays") {
  House house;
  house.show(1, small_content(1));
  for (std::uint64_t generation = 2; generation <= 30; ++generation) {
    house.show(generation, small_content(generation), "");
    CHECK(house.state.kept_generations().size() <= 10);
    CHECK(house.state.kept_generations().front() == 1);
  }
}

TEST_CASE("notes about generations that are gone go, the verdict about one that is set aside stays") {
  House house;
  for (std::uint64_t generation : {1, 2, 3}) house.show(generation, small_content(generation));
  house.show(4, small_content(4), "started\nstarted\nstarted\n");
  REQUIRE(house.visit().generation == 3);
  CHECK(house.state.kept_generations() == Numbers{2, 3});
  CHECK(house.state.noted_generations() == Numbers{2, 3, 4});
  CHECK(house.state.trial_of(4) == Trial::bad);
  CHECK(house.visit().generation == 3);
}

TEST_CASE("downloads that broke off and are still wanted stay, others go") {
  House house;
  const std::string picture = house.feed.add_object("a picture");
  house.show(1, content_with_picture(1, picture, 9));
  const auto part = [&](const std::string& object) {
    auto path = house.state.object(object);
    std::filesystem::create_directories(path.parent_path());
    path += ".part";
    std::ofstream(path) << "half";
    return path;
  };
  const auto wanted = part(picture), unwanted = part(std::string(64, 'a'));
  house.visit();
  CHECK(std::filesystem::exists(wanted));
  CHECK_FALSE(std::filesystem::exists(unwanted));
}

TEST_CASE("a look between the nights neither reads everything nor tidies up") {
  House house;
  for (std::uint64_t generation : {1, 2, 3}) house.show(generation, small_content(generation));
  const auto before = house.state.kept_generations();
  house.thorough = false;
  CHECK(house.visit().outcome == Outcome::unchanged);
  CHECK(house.state.kept_generations() == before);
  house.publish(4, small_content(4, "abgesagt"));
  CHECK(house.visit().outcome == Outcome::activated);
  CHECK(house.shown_title() == "abgesagt");
}

// --- a full card

namespace {

constexpr std::uint64_t kMegabyte = 1 << 20;

}  // namespace

TEST_CASE("a card that is too full is noticed before anything is written, and told in numbers") {
  House house;
  house.show(1, small_content(1, "alt"));
  house.publish(2, small_content(2, "neu"));
  house.free_bytes = [] { return 20 * kMegabyte; };
  const Report report = house.visit();
  CHECK(report.outcome == Outcome::failed);
  CHECK(report.failed_step == "room");
  CHECK(report.card_full);
  CHECK(report.error.starts_with("the card is full: needs 33 MB, has 20 MB"));
  CHECK(house.shown_title() == "alt");
  CHECK(house.state.kept_generations() == Numbers{1});
  house.free_bytes = {};
  CHECK(house.visit().outcome == Outcome::activated);
}

TEST_CASE("before a card counts as full what is there only in case goes") {
  House house;
  house.show(1, small_content(1));
  house.show(2, small_content(2), "");
  house.show(3, small_content(3), "");
  house.show(4, small_content(4), "");
  house.publish(5, small_content(5, "neu"));
  // Room comes with every generation that goes.
  house.free_bytes = [&] { return (45 - 5 * house.state.kept_generations().size()) * kMegabyte; };
  const Report report = house.visit();
  CHECK(report.outcome == Outcome::activated);
  CHECK(house.state.kept_generations() == Numbers{1, 4, 5});  // the last good one, the one before, the new one
}

TEST_CASE("pictures that do not fit on the card are left out, the texts are shown") {
  House house;
  const std::string picture = house.feed.add_object("a picture");
  house.publish(1, content_with_picture(1, picture, 9));
  house.feed.files["objects/" + picture.substr(0, 2) + "/" + picture] = "a picture";
  std::uint64_t room = 32 * kMegabyte + 5 * small_content(1).size() + 2000;
  house.free_bytes = [&] { return room; };
  house.publish(1, content_with_picture(1, picture, 9 * kMegabyte));
  Report report = house.visit();
  CAPTURE(report.error);
  CHECK(report.outcome == Outcome::activated);
  CHECK(report.card_full);
  CHECK(report.objects_missing == 1);
  CHECK(report.notes[0].find("the card is full: needs 4") != std::string::npos);
  for (const auto& path : house.transport.asked_lately()) CHECK_FALSE(path.starts_with("objects/"));
}

TEST_CASE("a full card is known by what kernel and database say of it") {
  CHECK(tells_of_full_card("cannot write /x/current: No space left on device"));
  CHECK(tells_of_full_card("x/content.db.new: database or disk is full"));
  CHECK(tells_of_full_card(full_card(12'000'000, 5)));
  CHECK_FALSE(tells_of_full_card("metadata/timestamp.json: Could not resolve host"));
}
