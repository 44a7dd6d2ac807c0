#include "feed/publish.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <map>

#include "content/json/item_json.h"
#include "content/language/zone.h"
#include "feed/published_feed.h"
#include "feed/report.h"
#include "feed/signing_keys.h"
#include "feed/sources.h"
#include "sync/tuf/patch.h"
#include "tests/feed/source_folder_copy.h"

namespace treffpunkt {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
  const auto bytes = read_bounded(file, 100'000'000);
  REQUIRE_MESSAGE(bytes.has_value(), file.string());
  return *bytes;
}

// Every file below a folder, by its path from there.
std::map<std::string, std::string> files_in(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files[fs::relative(entry.path(), folder).string()] = read(entry.path());
  }
  return files;
}

// Sources, keys and a feed made of them.
class Press {
 public:
  Press() { REQUIRE(make_keys(keys()).has_value()); }

  fs::path keys() const { return sources_.beside("keys"); }
  fs::path feed() const { return sources_.beside("feed"); }

  Result<Published> publish_at(std::string_view now, std::string_view into = "feed") const {
    const test::TemporaryFolder objects;
    const auto instant = *parse_instant(now);
    const auto library = PictureLibrary::start("feed_tests");
    auto read_all = read_sources(sources_.path(), *library, {instant, objects.path(), {}});
    REQUIRE(read_all.has_value());
    REQUIRE_FALSE(has_errors(read_all->problems));
    return publish(std::move(read_all->feed), {sources_.beside(into), keys(), objects.path(), instant, {}});
  }
  // The same, which must succeed.
  Published published_at(std::string_view now, std::string_view into = "feed") const {
    auto published = publish_at(now, into);
    REQUIRE_MESSAGE(published.has_value(), (published ? "" : published.error().message));
    return *published;
  }
  void say(std::string_view name) const {
    sources_.write(
        "pages/wechselnd.json",
        fmt::format(R"({{"id": "wechselnd", "title": {{"de": "{}"}}, "body": {{"de": "{}"}}}})", name, name));
  }
  tuf::Targets targets() const { return state().targets; }
  SignedState state() const {
    const auto published = read_published(feed());
    REQUIRE(published.has_value());
    REQUIRE(published->has_value());
    REQUIRE((*published)->state.has_value());
    return *(*published)->state;
  }
  std::string target(const std::string& name) const {
    return read(feed() / target_path(targets().targets.at(name).hashes.at("sha256"), name));
  }
  std::string content() const {
    const auto text = tuf::decompress(target(std::string(kContentTarget)),
                                      targets().targets.at(std::string(kContentTarget)).content_length);
    REQUIRE(text.has_value());
    return *text;
  }
  const test::SourceFolderCopy& sources() const { return sources_; }

 private:
  test::SourceFolderCopy sources_;
};

constexpr std::string_view kMonday = "2026-11-23T06:00:00Z", kTuesday = "2026-11-24T06:00:00Z";

TEST_CASE("a first publishing makes generation 1, with every file that the metadata names") {
  const Press press;
  const auto published = press.published_at(kMonday);
  CHECK(published.generation == 1);
  CHECK(published.is_first);
  CHECK(published.new_objects == 1);
  const auto target = press.targets().targets.at("content.ndjson.zst");
  CHECK(target.generation == 1);
  CHECK(target.length == press.target("content.ndjson.zst").size());
  CHECK(target.content_length == press.content().size());
  CHECK(target.content_sha256 == tuf::sha256_hex(press.content()));
  const auto feed = read_ndjson(press.content(), "content.ndjson");
  REQUIRE(feed.has_value());
  CHECK(feed->header.id == "probe");
  CHECK(feed->header.generation == 1);
  CHECK(feed->items.size() == 6);
  CHECK(format_instant(press.state().timestamp.expires) == "2026-12-07T06:00:00Z");
  CHECK(press.state().timestamp.issued == *parse_instant(kMonday));
  const auto files = files_in(press.feed());
  CHECK(files.size() == 6);  // root, targets, snapshot, timestamp, content, one object
  CHECK(files.contains("metadata/1.root.json"));
}

TEST_CASE("the same sources, keys and time give the same bytes, file by file") {
  const Press press;
  press.published_at(kMonday, "one");
  press.published_at(kMonday, "two");
  CHECK(files_in(press.sources().beside("one")) == files_in(press.sources().beside("two")));
}

TEST_CASE("a second publishing of unchanged sources signs the timestamp anew and touches nothing else") {
  const Press press;
  press.published_at(kMonday);
  auto before = files_in(press.feed());
  const auto second = press.published_at(kTuesday);
  CHECK(second.generation == 1);
  CHECK_FALSE(second.is_new_generation);
  auto after = files_in(press.feed());
  CHECK(after["metadata/timestamp.json"] != before["metadata/timestamp.json"]);
  before.erase("metadata/timestamp.json");
  after.erase("metadata/timestamp.json");
  CHECK(after == before);
  CHECK(press.state().timestamp.version == 2);
  CHECK(format_instant(press.state().timestamp.expires) == "2026-12-08T06:00:00Z");
}

TEST_CASE("a change makes the next generation and a patch that turns the old content into the new") {
  const Press press;
  press.published_at(kMonday);
  const auto old = press.content();
  const auto before = files_in(press.feed());
  press.say("Neu");
  const auto second = press.published_at(kTuesday);
  CHECK(second.generation == 2);
  CHECK(second.is_new_generation);
  CHECK(second.patches == 1);
  CHECK(second.new_objects == 0);
  const auto patch = press.targets().targets.at("patch-1.zst");
  const auto text = tuf::apply_patch(old, press.target("patch-1.zst"), patch.content_length);
  REQUIRE(text.has_value());
  CHECK(*text == press.content());
  CHECK(patch.content_sha256 == tuf::sha256_hex(*text));
  CHECK(patch.length < press.targets().targets.at("content.ndjson.zst").length);
  // What was there is there still, byte by byte: a kiosk may be in the middle of it.
  const auto after = files_in(press.feed());
  for (const auto& [name, bytes] : before) {
    CAPTURE(name);
    if (name != "metadata/timestamp.json") CHECK(after.at(name) == bytes);
  }
}

// Another number in a page, and from the third generation on another picture.
void change(const Press& press, int number) {
  press.sources().write(
      "pictures/alt.svg",
      fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"{}\"/>", number <= 2 ? 10 : 20));
  press.sources().write("pages/wechselnd.json",
                        fmt::format(R"({{"id": "wechselnd", "title": {{"de": "{}"}}, "body": {{"de": "B"}},
                            "image": {{"file": "pictures/alt.svg"}}}})",
                                    number));
}

TEST_CASE("over many publishings the last thirty generations have a patch that fits, and old files go") {
  const Press press;
  REQUIRE(write_quickly(press.feed() / "targets" / "README.txt", "ours").has_value());
  std::map<std::uint64_t, std::string> contents;
  for (int number = 1; number <= 33; ++number) {
    change(press, number);
    const auto published = press.published_at(fmt::format("2026-11-23T06:{:02}:00Z", number));
    REQUIRE(published.generation == static_cast<std::uint64_t>(number));
    contents[published.generation] = press.content();
  }
  const auto targets = press.targets().targets;
  CHECK(targets.size() == 31);
  CHECK_FALSE(targets.contains("patch-2.zst"));
  for (std::uint64_t from = 3; from < 33; ++from) {
    const auto name = fmt::format("patch-{}.zst", from);
    CAPTURE(name);
    REQUIRE(targets.contains(name));
    const auto text = tuf::apply_patch(contents[from], press.target(name), contents[33].size());
    REQUIRE(text.has_value());
    CHECK(*text == contents[33]);
  }
  const auto files = files_in(press.feed());
  CHECK(files.contains("targets/README.txt"));
  // Whole files of all 33, the patches of the last three publishings, the README.
  CHECK(files_in(press.feed() / "targets").size() == 33 + 30 + 30 + 30 + 1);
}

TEST_CASE("a generation whose old file is gone or damaged costs its patch, not the publishing") {
  const Press press;
  for (int number = 1; number <= 3; ++number) {
    press.say(fmt::format("Fassung {}", number));
    press.published_at(fmt::format("2026-11-23T06:{:02}:00Z", number));
    const auto file = target_path(press.targets().targets.at("content.ndjson.zst").hashes.at("sha256"), kContentTarget);
    if (number == 1) fs::remove(press.feed() / file);
    if (number == 2) REQUIRE(write_quickly(press.feed() / file, "damaged").has_value());
  }
  const auto targets = press.targets();
  CHECK(targets.targets.size() == 1);
  CHECK(targets.targets.at("content.ndjson.zst").generation == 3);
}

TEST_CASE("a damaged current content is published anew, as a generation of its own") {
  const Press press;
  press.published_at(kMonday);
  const auto file = target_path(press.targets().targets.at("content.ndjson.zst").hashes.at("sha256"), kContentTarget);
  REQUIRE(write_quickly(press.feed() / file, "damaged").has_value());
  const auto second = press.published_at(kTuesday);
  CHECK(second.generation == 2);
  REQUIRE(second.notes.size() == 1);
  CHECK(second.notes[0].find("is not what it was when it was signed") != std::string::npos);
  CHECK(read_ndjson(press.content(), "").has_value());
}

TEST_CASE("a change of feed.toml alone reaches the kiosks too") {
  const Press press;
  press.published_at(kMonday);
  press.sources().write("feed.toml",
                        "id = \"probe\"\ndefault_language = \"de\"\nlanguages = [\"de\", \"en\", \"tr\"]\n"
                        "time_zone = \"Europe/Berlin\"\n");
  CHECK(press.published_at(kTuesday).generation == 2);
}

TEST_CASE("snapshot and targets are signed anew when less than half of their life is left") {
  const Press press;
  press.published_at("2026-11-01T06:00:00Z");
  press.published_at("2026-11-16T06:00:00Z");
  CHECK(press.state().snapshot.version == 1);
  press.published_at("2026-11-17T06:00:00Z");
  CHECK(press.state().snapshot.version == 2);
  CHECK(press.state().targets.version == 1);
  CHECK(format_instant(press.state().snapshot.expires) == "2026-12-17T06:00:00Z");
  // A year later the window has moved on, so that the content is another as well; only the signatures count here.
  const auto year = press.published_at("2027-05-05T06:00:00Z");
  CHECK(press.state().targets.version == 2);
  CHECK(year.generation == 2);
}

TEST_CASE("a publishing that was cut off before the timestamp is as if it had not been") {
  const Press press;
  press.published_at(kMonday);
  const auto timestamp = read(press.feed() / timestamp_path());
  press.say("Neu");
  press.published_at(kTuesday);
  const auto done = files_in(press.feed());
  REQUIRE(write_quickly(press.feed() / timestamp_path(), timestamp).has_value());  // the power fails here
  CHECK(press.targets().targets.at("content.ndjson.zst").generation == 1);
  press.published_at(kTuesday);
  CHECK(files_in(press.feed()) == done);
}

TEST_CASE("a first publishing that was cut off begins again; a lost timestamp of a grown feed does not") {
  const Press press;
  press.published_at(kMonday);
  fs::remove(press.feed() / timestamp_path());
  CHECK(press.published_at(kMonday).generation == 1);
  press.say("Neu");
  press.published_at(kTuesday);
  fs::remove(press.feed() / timestamp_path());
  const auto lost = press.publish_at(kTuesday);
  REQUIRE_FALSE(lost.has_value());
  CHECK(lost.error().message.ends_with("metadata/timestamp.json is missing; put it back before publishing"));
}

TEST_CASE("metadata that somebody has changed stops the publishing and is named") {
  const Press press;
  press.published_at(kMonday);
  for (const std::string name : {"timestamp.json", "1.snapshot.json", "1.targets.json", "1.root.json"}) {
    CAPTURE(name);
    const auto file = press.feed() / "metadata" / name;
    const auto good = read(file);
    auto bad = good;
    bad.replace(bad.find("\"expires\":\"20") + 13, 2, "31");
    REQUIRE(write_quickly(file, bad).has_value());
    const auto published = press.publish_at(kTuesday);
    REQUIRE_FALSE(published.has_value());
    CHECK(published.error().message.find(name) != std::string::npos);
    REQUIRE(write_quickly(file, good.substr(0, good.size() / 2)).has_value());
    CHECK_FALSE(press.publish_at(kTuesday).has_value());
    REQUIRE(write_quickly(file, good).has_value());
  }
  CHECK(press.publish_at(kTuesday).has_value());
}

TEST_CASE("keys that the feed's root does not name are refused before anything is written") {
  const Press press;
  press.published_at(kMonday);
  const auto before = files_in(press.feed());
  press.say("Neu");
  fs::remove_all(press.keys());
  REQUIRE(make_keys(press.keys()).has_value());
  const auto published = press.publish_at(kTuesday);
  REQUIRE_FALSE(published.has_value());
  CHECK(published.error().message ==
        "targets.pem is not the key that this feed's root names; kiosks would refuse what it signs");
  CHECK(files_in(press.feed()) == before);
}

TEST_CASE("the root key is needed once and may be offline from then on") {
  const Press press;
  const auto root = read(press.keys() / "root.pem");
  fs::remove(press.keys() / "root.pem");
  const auto without = press.publish_at(kMonday);
  REQUIRE_FALSE(without.has_value());
  CHECK(without.error().message == "the first publishing needs " + (press.keys() / "root.pem").string());
  REQUIRE(write_durably(press.keys() / "root.pem", root, FileMode::only_owner).has_value());
  press.published_at(kMonday);
  fs::remove(press.keys() / "root.pem");
  press.say("Neu");
  CHECK(press.published_at(kTuesday).generation == 2);
}

TEST_CASE("another feed's folder is not overwritten") {
  const Press press;
  press.published_at(kMonday);
  press.sources().write("feed.toml",
                        "id = \"andere\"\ndefault_language = \"de\"\nlanguages = [\"de\"]\n"
                        "time_zone = \"Europe/Berlin\"\n");
  const auto published = press.publish_at(kTuesday);
  REQUIRE_FALSE(published.has_value());
  CHECK(published.error().message ==
        press.feed().string() + " holds another feed than 'andere'; publish into a folder of its own");
}

TEST_CASE("two publishings at once do not mix") {
  const Press press;
  press.published_at(kMonday);
  const int descriptor = ::open(press.feed().c_str(), O_RDONLY | O_DIRECTORY);
  REQUIRE(::flock(descriptor, LOCK_EX) == 0);
  const auto published = press.publish_at(kTuesday);
  ::close(descriptor);
  REQUIRE_FALSE(published.has_value());
  CHECK(published.error().message.starts_with("another kiosk-feed is at work in "));
  CHECK(press.publish_at(kTuesday).has_value());
}

TEST_CASE("keys are for their owner's eyes only and are never overwritten") {
  const Press press;
  for (const std::string name : {"root.pem", "targets.pem", "snapshot.pem", "timestamp.pem"}) {
    CHECK(fs::status(press.keys() / name).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  }
  CHECK(fs::status(press.keys()).permissions() == fs::perms::owner_all);
  CHECK_FALSE(others_can_read(press.keys()));
  const auto again = make_keys(press.keys());
  REQUIRE_FALSE(again.has_value());
  CHECK(again.error().message ==
        press.keys().string() + " is not empty: keys are never overwritten, name a new folder");
  fs::permissions(press.keys() / "targets.pem", fs::perms::group_read, fs::perm_options::add);
  CHECK(press.published_at(kMonday).notes.size() == 1);
}

TEST_CASE("the report names what a person wants to know") {
  Published published;
  published.generation = 7;
  published.is_new_generation = true;
  published.content_length = 2'800'000;
  published.compressed_length = 103'574;
  published.patches = 6;
  published.previous_patch_length = 812;
  published.timestamp_expires = *parse_instant("2026-12-07T06:00:00Z");
  CHECK(about(published, 132, "feed") ==
        "Generation 7 published: 132 items.\n"
        "  content   2.80 MB, 103.6 kB as a whole file, 812 bytes as a patch\n"
        "  patches   6\n"
        "  objects   0 new, 0 bytes\n"
        "  valid     until 2026-12-07T06:00:00Z; publish again before, best every day\n");
}

}  // namespace
}  // namespace treffpunkt
