// What the card has spoilt is found and mended from what is still good, or fetched again.
#include "sync/mend.h"

#include <doctest/doctest.h>

#include "sync/tuf/durable_file.h"
#include "sync/tuf/key.h"
#include "tests/sync/house.h"

using namespace treffpunkt;
using test::content_with_picture;
using test::Fault;
using test::House;
using test::small_content;

namespace {

// One bit in the middle of a file, which keeps its length.
void rot(const std::filesystem::path& file, double where = 0.5) {
  auto bytes = read_bounded(file, 64 << 20).value();
  REQUIRE_FALSE(bytes.empty());
  bytes[static_cast<std::size_t>(static_cast<double>(bytes.size() - 1) * where)] ^= 0x10;
  std::ofstream(file, std::ios::binary) << bytes;
}

void empty(const std::filesystem::path& file) { std::ofstream(file, std::ios::trunc) << ""; }

// The whole feed is out of reach.
void cut_off(House& house) {
  for (const auto& [path, bytes] : house.feed.files) house.transport.faults[path] = Fault::missing;
}

bool says(const Report& report, std::string_view what) {
  for (const auto& note : report.notes) {
    if (note.find(what) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a spoilt database is built again from its text, without the network") {
  House house;
  house.show(1, small_content(1, "eins"));
  house.show(2, small_content(2, "zwei"));
  SUBCASE("one bit") { rot(house.state.database(2), 0.9); }
  SUBCASE("empty") { empty(house.state.database(2)); }
  SUBCASE("gone") { std::filesystem::remove(house.state.database(2)); }
  SUBCASE("and the kiosk could not open it") {
    empty(house.state.database(2));
    std::filesystem::remove(house.state.shown(2));
    house.note(2, "failed\nfailed\nfailed\n");
  }
  cut_off(house);
  const Report report = house.visit();
  CHECK(says(report, "generation 2: its database was spoilt and has been built again"));
  CHECK(report.generation == 2);
  CHECK(house.shown_title() == "zwei");
  CHECK(examine_generation(house.state, 2, {}).database_good);
  CHECK_FALSE(std::filesystem::exists(house.state.building()));
  CHECK_FALSE(says(house.visit(), "spoilt"));
}

TEST_CASE("a database that an older version of the program has made is built again, without the network") {
  House house;
  house.show(1, small_content(1, "eins"), "started\nfailed\nstarted\nfailed\n");
  auto bytes = read_bounded(house.state.database(1), 64 << 20).value();
  bytes[63] ^= 0x40;  // user_version
  std::ofstream(house.state.database(1), std::ios::binary) << bytes;
  std::ofstream(house.state.sums(1)) << tuf::sha256_hex(small_content(1, "eins")) << "  content.ndjson\n"
                                     << tuf::sha256_hex(bytes) << "  content.db\n";
  cut_off(house);
  CHECK(house.visit().generation == 1);
  CHECK(house.shown_title() == "eins");
  CHECK(house.state.trial_of(1) == Trial::untried);
}

TEST_CASE("between the nights it is noticed when the kiosk cannot open what it should show") {
  House house;
  CHECK_FALSE(current_opens(house.state));
  house.show(1, small_content(1, "eins"));
  CHECK(current_opens(house.state));
  SUBCASE("no database") { std::filesystem::remove(house.state.database(1)); }
  SUBCASE("an empty one") { empty(house.state.database(1)); }
  SUBCASE("a current that says nothing") { empty(house.state.current()); }
  CHECK_FALSE(current_opens(house.state));
}

TEST_CASE("a spoilt text is fetched again, and what is shown meanwhile stays") {
  House house;
  house.show(1, small_content(1, "eins"));
  SUBCASE("one bit") { rot(house.state.content(1)); }
  SUBCASE("empty") { empty(house.state.content(1)); }
  SUBCASE("gone") { std::filesystem::remove(house.state.content(1)); }
  SUBCASE("with the sums") {
    rot(house.state.content(1));
    std::ofstream(house.state.sums(1)) << "rot";
  }
  auto reach = house.transport.faults;
  cut_off(house);
  CHECK(house.visit().outcome == Outcome::failed);
  CHECK(house.shown_title() == "eins");
  house.transport.faults = reach;
  CHECK(house.visit().outcome == Outcome::activated);
  CHECK(read_bounded(house.state.content(1), 1 << 20).value() == small_content(1, "eins"));
  CHECK(house.visit().outcome == Outcome::unchanged);
}

TEST_CASE("a generation that is spoilt as a whole gives way to the one before until it has been fetched again") {
  House house;
  house.show(1, small_content(1, "eins"));
  house.show(2, small_content(2, "zwei"));
  rot(house.state.database(2));
  rot(house.state.content(2));
  SUBCASE("without the network") {
    cut_off(house);
    CHECK(house.visit().outcome == Outcome::failed);
    CHECK(house.shown_title() == "eins");
    house.transport.faults.clear();
  }
  SUBCASE("at once") {}
  CHECK(house.visit().outcome == Outcome::activated);
  CHECK(house.shown_title() == "zwei");
}

TEST_CASE("when everything is spoilt everything is fetched again") {
  House house;
  const std::string picture = house.feed.add_object("a picture");
  house.show(1, content_with_picture(1, picture, 9));
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(house.folder.path())) {
    if (entry.is_regular_file() && !entry.is_symlink() && entry.file_size() > 0) files.push_back(entry.path());
  }
  CHECK(files.size() == 12);
  SUBCASE("empty") {
    for (const auto& file : files) empty(file);
  }
  SUBCASE("one bit each") {
    for (const auto& file : files) rot(file);
  }
  SUBCASE("gone") {
    for (const auto& file : files) std::filesystem::remove(file);
  }
  const Report report = house.visit();
  CAPTURE(report.error);
  CHECK(report.outcome == Outcome::activated);
  CHECK(house.shown_title() == "Willkommen");
  CHECK(read_bounded(house.state.object(picture), 100).value() == "a picture");
}

TEST_CASE("rotten sums do not cost a generation") {
  House house;
  house.show(1, small_content(1, "eins"));
  SUBCASE("empty") { empty(house.state.sums(1)); }
  SUBCASE("a bit in the hash of the text") { rot(house.state.sums(1), 0.1); }
  SUBCASE("a bit in the hash of the database") { rot(house.state.sums(1), 0.7); }
  cut_off(house);
  const Report report = house.visit();
  CHECK(report.generation == 1);
  CHECK(house.shown_title() == "eins");
  house.transport.faults.clear();
  house.visit();
  CHECK(house.shown_title() == "eins");
  CHECK_FALSE(says(house.visit(), "spoilt"));
}

TEST_CASE("a current that says nothing is written anew from what is here") {
  House house;
  house.show(1, small_content(1, "eins"));
  house.show(2, small_content(2, "zwei"), "started\n");
  SUBCASE("empty") { empty(house.state.current()); }
  SUBCASE("gone") { std::filesystem::remove(house.state.current()); }
  SUBCASE("no number") { std::ofstream(house.state.current()) << "\x01\x02"; }
  SUBCASE("a number that is not here") { std::ofstream(house.state.current()) << "77\n"; }
  cut_off(house);
  const Report report = house.visit();
  REQUIRE(report.generation);
  // The newest is what it said; of one that named another only what is good is sure.
  CHECK(house.shown_title() == (says(report, "nothing said") ? "zwei" : "eins"));
  house.transport.faults.clear();
  house.visit();
  CHECK(house.shown_title() == "zwei");
}

TEST_CASE("spoilt metadata is had again, each file of it") {
  House house;
  house.show(1, small_content(1, "eins"));
  house.feed.publish_root();
  house.publish(2, small_content(2, "zwei"));
  REQUIRE(house.visit().outcome == Outcome::activated);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(house.state.metadata())) files.push_back(entry.path());
  CHECK(files.size() == 5);
  std::uint64_t generation = 2;
  for (const auto& file : files) {
    for (const char* how : {"empty", "one bit", "another file", "gone"}) {
      CAPTURE(file);
      CAPTURE(how);
      if (how == std::string_view("empty")) empty(file);
      if (how == std::string_view("one bit")) rot(file);
      if (how == std::string_view("another file")) std::ofstream(file) << "{\"signed\":{},\"signatures\":[]}";
      if (how == std::string_view("gone")) std::filesystem::remove(file);
      CHECK(house.visit().outcome == Outcome::unchanged);
      ++generation;
      house.publish(generation, small_content(generation, "neu"));
      CHECK(house.visit().outcome == Outcome::activated);
    }
  }
  CHECK(house.shown_title() == "neu");
}

TEST_CASE("an object whose bytes are others goes, and is fetched again when there is a network") {
  House house;
  const std::string picture = house.feed.add_object("a picture");
  house.show(1, content_with_picture(1, picture, 9));
  SUBCASE("one bit") { rot(house.state.object(picture)); }
  SUBCASE("a folder in its place") {
    std::filesystem::remove(house.state.object(picture));
    std::filesystem::create_directory(house.state.object(picture));
  }
  SUBCASE("the night before was without a network") {
    rot(house.state.object(picture));
    auto reach = house.transport.faults;
    cut_off(house);
    CHECK(says(house.visit(), "1 objects were spoilt on the card and are fetched again"));
    CHECK_FALSE(std::filesystem::exists(house.state.object(picture)));
    house.transport.faults = reach;
  }
  const Report report = house.visit();
  CHECK(report.objects_fetched == 1);
  CHECK(read_bounded(house.state.object(picture), 100).value() == "a picture");
  CHECK(house.visit().objects_fetched == 0);
}

TEST_CASE("objects are read some each night, and all after some nights") {
  test::TemporaryFolder folder;
  const StateFolder state(folder.path());
  for (int i = 0; i < 10; ++i) {
    const std::string bytes = std::string(1000, static_cast<char>('a' + i));
    const auto file = state.object(tuf::sha256_hex(bytes));
    REQUIRE(write_durably(file, i == 7 ? std::string(1000, 'x') : bytes));
  }
  std::size_t read = 0, removed = 0;
  for (int night = 0; night < 4; ++night) {
    const auto objects = mend_objects(state, 2500).value();
    CHECK(objects.read == 3);
    read += objects.read;
    removed += objects.removed;
  }
  CHECK(removed == 1);
  CHECK(std::filesystem::exists(state.unfinished()));
  // Round and round; a place that cannot be read begins at the first.
  std::ofstream(state.read_up_to()) << "\xff";
  CHECK(mend_objects(state, 1 << 20).value().read == 9);
  CHECK(mend_objects(state, 1 << 20).value().removed == 0);
}
