// The whole way, from the demo's content to its screens: staff write and publish, a web server serves, kiosk-sync
// fetches by night, visitors touch by day.

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/system/support/files.h"
#include "tests/system/support/installation.h"
#include "tests/system/support/pictures.h"

namespace treffpunkt::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

const fs::path kDemo = fs::path(SOURCE_DIR) / "content/harburg", kSmall = fs::path(SOURCE_DIR) / "tests/system/content";
constexpr auto kEvents = "events/deutsch.json";
// Three Tuesdays: the language café is one of the first things that all events show.
constexpr auto kFirstNight = "2026-11-24T03:00:00Z", kFirstDay = "2026-11-24T09:00:00Z";
constexpr auto kSecondNight = "2026-12-01T03:00:00Z", kSecondDay = "2026-12-01T09:00:00Z";
constexpr auto kThirdNight = "2026-12-08T03:00:00Z", kThirdDay = "2026-12-08T09:00:00Z";

std::string text_in(const Json& text) { return text.is_object() ? text.at("text") : text; }

// The item of this id in a source file, which holds one or several.
Json& item(Json& file, const std::string& id) {
  if (file.is_object()) return file;
  for (auto& each : file) {
    if (each.at("id") == id) return each;
  }
  FAIL("no " << id);
  return file;
}

std::string name_of(const fs::path& file, const std::string& id, const std::string& language) {
  auto json = Json::parse(text_of(file));
  return text_in(item(json, id).at("name").at(language));
}

// Content that somebody works on.
class Desk {
 public:
  Desk(const fs::path& content, std::string file) : file_(std::move(file)) {
    fs::copy(content, sources(), fs::copy_options::recursive);
  }

  fs::path sources() const { return folder_.path() / "sources"; }
  void rename_sprachcafe(const std::string& german) const {
    auto json = Json::parse(text_of(sources() / file_));
    item(json, "sprachcafe").at("name").at("de") = german;
    write_text(sources() / file_, json.dump(2));
  }

 private:
  TemporaryFolder folder_;
  std::string file_;
};

void check_played(const Ended& played) { CHECK_MESSAGE(played.code == 0, played.output); }

// What a visitor finds under all events on that day.
void check_events_show(const Installation& installation, const std::string& now, const std::string& name,
                       const std::string& not_name) {
  check_played(installation.play("tap start\ntap \"Alle Veranstaltungen\"\nexpect \"" + name + "\"\nexpect-not \"" +
                                     not_name + "\"\ntap \"" + name + "\"\nexpect-screen event\nexpect \"" + name +
                                     "\"\n",
                                 now));
}

void flip_a_byte(const fs::path& file) {
  auto bytes = text_of(file);
  REQUIRE(bytes.size() > 20);
  bytes[bytes.size() / 2] ^= 0x20;
  write_text(file, bytes);
}

std::set<fs::path> files_in(const fs::path& folder) {
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.insert(entry.path());
  return files;
}

TEST_CASE("what staff publish reaches the screen, and a change costs a night no more than the change") {
  Installation installation;
  const Desk desk(kDemo, kEvents);
  const std::string old_name = name_of(kDemo / kEvents, "sprachcafe", "de"), new_name = "Sprachcafé: heute mit Kuchen";
  installation.publish(desk.sources(), kFirstNight);

  const auto first = installation.visit(kFirstNight);
  CHECK_MESSAGE(first.sync.code == 0, first.sync.output);
  CHECK(first.count(".content.ndjson.zst") == 1);
  CHECK(first.count("/objects/") > 10);
  CHECK(installation.current() == "1");
  check_events_show(installation, kFirstDay, old_name, new_name);

  desk.rename_sprachcafe(new_name);
  installation.publish(desk.sources(), kSecondNight);
  const auto second = installation.visit(kSecondNight);
  CHECK_MESSAGE(second.sync.code == 0, second.sync.output);
  CHECK(second.count(".patch-1.zst") == 1);
  CHECK(second.count(".content.ndjson.zst") == 0);
  CHECK(second.count("/objects/") == 0);
  CHECK(second.bytes() < 12'000);
  CHECK(second.bytes_of(".patch-1.zst") * 20 < first.bytes_of(".content.ndjson.zst"));
  CHECK(installation.current() == "2");
  check_events_show(installation, kSecondDay, new_name, old_name);

  // Staff sign every day, also when nothing is new.
  installation.publish(desk.sources(), kThirdNight);
  const auto third = installation.visit(kThirdNight);
  CHECK_MESSAGE(third.sync.code == 0, third.sync.output);
  CHECK(third.count("/metadata/timestamp.json") == 1);
  CHECK(third.requests.size() <= 2);
  CHECK(third.bytes() < 2'000);
  CHECK(installation.current() == "2");
}

TEST_CASE("a visitor finds an event, an offer and their own language, and the next one begins anew") {
  Installation installation;
  installation.publish(kDemo, kFirstNight);
  REQUIRE(installation.visit(kFirstNight).sync.code == 0);
  const std::string event = name_of(kDemo / kEvents, "sprachcafe", "de");
  const std::string offer = name_of(kDemo / "services/sprachcafe.json", "sprachcafe", "de");
  const std::string offer_in_arabic = name_of(kDemo / "services/sprachcafe.json", "sprachcafe", "ar");
  const std::string topic = name_of(kDemo / "topics/topics.json", "learn-german", "de");

  check_played(
      installation.play("expect-screen attract\n"
                        "tap start\n"
                        "expect-screen home\n"
                        "expect \"Beispiel\"\n"
                        "tap \"Alle Veranstaltungen\"\n"
                        "expect-screen events\n"
                        "tap \"" +
                            event +
                            "\"\n"
                            "expect-screen event\n"
                            "expect \"" +
                            event +
                            "\"\n"
                            "expect \"Mitnehmen\"\n"
                            "swipe 540 1500 540 700\n"
                            "tap \"Zurück\"\n"
                            "expect-screen events\n"
                            "tap \"Start\"\n"
                            "tap \"" +
                            topic +
                            "\"\n"
                            "expect-screen offers/learn-german\n"
                            "tap \"" +
                            offer +
                            "\"\n"
                            "expect-screen offer/sprachcafe\n"
                            "expect \"" +
                            offer +
                            "\"\n"
                            "tap \"Sprache\"\n"
                            "expect-screen language\n"
                            "tap \"العربية\"\n"
                            "expect-screen offer/sprachcafe\n"
                            "expect \"" +
                            offer_in_arabic +
                            "\"\n"
                            "expect-not \"" +
                            offer +
                            "\"\n"
                            "expect \"رجوع\"\n"
                            "screenshot arabic.png\n"
                            "wait 95\n"
                            "screenshot still-there.png\n"
                            "expect-screen offer/sprachcafe\n"
                            "wait 30\n"
                            "expect-screen attract\n"
                            "tap-at 540 10\n"  // beside the picture, on the ribbon
                            "expect-screen home\n"
                            "expect \"Sprache\"\n",
                        kFirstDay));
  const auto arabic = picture_in(installation.folder() / "arabic.png");
  CHECK(arabic.width == 1080);
  CHECK(arabic.height == 1920);
  CHECK(std::set(arabic.rgba.begin(), arabic.rgba.end()).size() > 100);
  CHECK_FALSE(difference(arabic, picture_in(installation.folder() / "still-there.png")).none());
}

TEST_CASE("a half or tampered feed never reaches the screen, and the next good one does") {
  Installation installation;
  const Desk desk(kSmall, "events/sprachcafe.json");
  const std::string old_name = name_of(kSmall / "events/sprachcafe.json", "sprachcafe", "de"),
                    new_name = "Sprachcafé: heute im Hof";
  installation.publish(desk.sources(), kFirstNight);
  REQUIRE(installation.visit(kFirstNight).sync.code == 0);
  const auto before = files_in(installation.feed() / "targets");
  desk.rename_sprachcafe(new_name);
  installation.publish(desk.sources(), kSecondNight);
  std::set<fs::path> whole, patches;
  for (const auto& file : files_in(installation.feed() / "targets")) {
    if (before.contains(file)) continue;
    (file.string().find(".patch-") == std::string::npos ? whole : patches).insert(file);
  }
  REQUIRE(whole.size() == 1);
  REQUIRE(patches.size() == 1);
  const fs::path whole_file = *whole.begin(), patch = *patches.begin(),
                 snapshot = installation.feed() / "metadata/2.snapshot.json";
  const auto good_whole = text_of(whole_file), good_patch = text_of(patch);

  const auto check_refused = [&] {
    const auto visit = installation.visit(kSecondNight);
    CHECK_MESSAGE(visit.sync.code == 1, visit.sync.output);
    CHECK(installation.current() == "1");
  };
  // Copying was interrupted: the timestamp is there, what it names is not.
  fs::rename(snapshot, installation.folder() / "snapshot");
  check_refused();
  fs::rename(installation.folder() / "snapshot", snapshot);
  fs::remove(whole_file);
  fs::remove(patch);
  check_refused();
  // Everything is there again, but somebody has laid hands on it.
  write_text(whole_file, good_whole);
  write_text(patch, good_patch);
  flip_a_byte(whole_file);
  flip_a_byte(patch);
  check_refused();
  check_events_show(installation, kSecondDay, old_name, new_name);

  // A patch is only an economy: without a good one the whole file is fetched.
  write_text(whole_file, good_whole);
  const auto mended = installation.visit(kThirdNight);
  CHECK_MESSAGE(mended.sync.code == 0, mended.sync.output);
  CHECK(mended.count(".content.ndjson.zst") == 1);
  CHECK(installation.current() == "2");
  check_events_show(installation, kThirdDay, new_name, old_name);
}

TEST_CASE("a kiosk that never had a feed says who stands behind it and where help is") {
  const Installation installation;
  const auto title = [](const std::string& page) {
    const auto json = Json::parse(text_of(fs::path(SOURCE_DIR) / "content/factory/pages" / (page + ".json")));
    return text_in(json.at("title").at("de"));
  };
  check_played(installation.play("tap start\nexpect \"" + title("ueber-uns") + "\"\nexpect-not \"Beispiel\"\ntap \"" +
                                     title("notruf") + "\"\nexpect-screen page\nexpect \"112\"\n",
                                 kFirstDay));
}

// A kiosk as it would be installed without any content of its own.
fs::path kiosk_without_factory_content(const fs::path& folder) {
  const auto share = folder / "share/treffpunkt", built = fs::path(BINARY_DIR) / "share/treffpunkt";
  fs::create_directories(folder / "bin");
  fs::create_directories(share);
  fs::copy_file(program_of_ours("kiosk"), folder / "bin/kiosk");
  for (const auto* part : {"fonts", "catalogue"}) fs::create_directory_symlink(built / part, share / part);
  return folder / "bin/kiosk";
}

TEST_CASE("a kiosk without any content says calmly that it is on its way, in the visitor's language") {
  const Installation installation;
  const auto program = kiosk_without_factory_content(installation.folder());
  const auto play = [&](const std::string& script, const std::string& language) {
    write_text(installation.folder() / "script.play", script);
    check_played(run(installation.kiosk_command(
        {"--play", installation.folder() / "script.play", "--now", kFirstDay, "--lang", language}, program)));
  };
  play(
      "expect \"Neue Inhalte sind unterwegs\"\ntap-at 540 960\nexpect \"Neue Inhalte sind unterwegs\"\nexpect "
      "\"110\"\n",
      "de");
  play("expect \"المحتوى الجديد في الطريق\"\nexpect-not \"Neue Inhalte\"\n", "ar");

  // The same when a generation is promised that is not there, or is none.
  fs::create_directories(installation.state() / "generations/7");
  write_text(installation.state() / "current", "7\n");
  play("expect \"Neue Inhalte sind unterwegs\"\n", "de");
  write_text(installation.state() / "generations/7/content.db", "not a database");
  play("expect \"Neue Inhalte sind unterwegs\"\n", "de");
}

}  // namespace
}  // namespace treffpunkt::test
