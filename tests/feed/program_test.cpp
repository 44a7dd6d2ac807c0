// The program as staff call it: what it prints and with what it ends.

#include <doctest/doctest.h>
#include <stdio.h>
#include <sys/wait.h>

#include <array>
#include <string>

#include "tests/feed/source_folder_copy.h"

namespace treffpunkt {
namespace {

struct Ended {
  int code = -1;
  std::string said;
};

// Nothing in the arguments needs quotation: they are paths of temporary folders.
Ended kiosk_feed(const std::string& arguments) {
  const std::string command = "\"" BINARY_DIR "/bin/kiosk-feed\" " + arguments + " 2>&1";
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  Ended ended;
  std::array<char, 4096> part{};
  for (std::size_t length = 0; (length = ::fread(part.data(), 1, part.size(), pipe)) > 0;) {
    ended.said.append(part.data(), length);
  }
  const int status = ::pclose(pipe);
  ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ended;
}

constexpr const char* kNow = " --now 2026-11-23T06:00:00Z";

TEST_CASE("kiosk-feed ends with 0 when all is well, 1 for wrong content, 2 for everything else") {
  const test::SourceFolderCopy good;
  test::SourceFolderCopy bad;
  bad.lay_over("broken-json");
  const auto check = kiosk_feed("check " + good.path().string() + kNow);
  CHECK(check.code == 0);
  CHECK(check.said == "0 errors, 0 warnings in 6 items\n");
  CHECK(kiosk_feed("check " + bad.path().string() + kNow).code == 1);
  const auto nowhere = kiosk_feed("check /nowhere/at/all");
  CHECK(nowhere.code == 2);
  CHECK(nowhere.said == "kiosk-feed: /nowhere/at/all: there is no such folder\n");
  CHECK(kiosk_feed("check " + good.path().string() + " --now yesterday").code == 2);
  CHECK(kiosk_feed("").code == 2);
  CHECK(kiosk_feed("chekc").code == 2);
  CHECK(kiosk_feed("--help").code == 0);
}

TEST_CASE("a warning does not stop a publishing, an error stops it before anything is written") {
  test::SourceFolderCopy sources;
  const auto keys = sources.beside("keys").string(), feed = sources.beside("feed").string();
  const auto publish = "publish " + sources.path().string() + " --out " + feed + " --keys " + keys + kNow;
  const auto without_keys = kiosk_feed(publish);
  CHECK(without_keys.code == 2);
  CHECK(without_keys.said.find("cannot read " + keys + "/targets.pem: No such file or directory") != std::string::npos);
  const auto made = kiosk_feed("keys new " + keys);
  CHECK(made.code == 0);
  CHECK(made.said.find("Keep it offline") != std::string::npos);
  CHECK(kiosk_feed("keys new " + keys).code == 2);
  sources.lay_over("not-read");
  const auto first = kiosk_feed(publish);
  CHECK(first.code == 0);
  CHECK(first.said.find("0 errors, 6 warnings in 8 items\nGeneration 1 published: 8 items.\n") != std::string::npos);
  const auto timestamp = read_bounded(feed + "/metadata/timestamp.json", 10'000);
  REQUIRE(timestamp.has_value());
  sources.lay_over("same-id-twice");
  const auto second = kiosk_feed(publish);
  CHECK(second.code == 1);
  CHECK(second.said.ends_with("Nothing is published as long as there are errors.\n"));
  CHECK(read_bounded(feed + "/metadata/timestamp.json", 10000).value() == *timestamp);
}

TEST_CASE("a publishing speaks what feed.toml asks it to, beside the feed and not in it, and says how much that was") {
  test::SourceFolderCopy sources;
  sources.write("feed.toml",
                "id = \"probe\"\ndefault_language = \"de\"\nlanguages = [\"de\", \"en\"]\ntime_zone = \"Europe/Berlin\"\n[speech]\n"
                "command = [\"false\"]\nvoices = {de = \"de\"}\n");
  const auto keys = sources.beside("keys").string(), feed = sources.beside("feed").string();
  REQUIRE(kiosk_feed("keys new " + keys).code == 0);
  const auto publish = "publish " + sources.path().string() + " --out " + feed + " --keys " + keys + kNow;
  const auto failing = kiosk_feed(publish);
  CHECK(failing.code == 0);
  CHECK(failing.said.find("warning: event cafe: audio.de: not spoken: false ended with 1\n") != std::string::npos);
  CHECK(failing.said.find("Generation 1 published") != std::string::npos);
  CHECK(kiosk_feed(publish + " --no-speech").said.find("peech") == std::string::npos);
  sources.write("feed.toml", "id = \"probe\"\ndefault_language = \"de\"\nlanguages = [\"de\", \"en\"]\ntime_zone = \"Europe/Berlin\"\n[speech]\n");
  const auto spoken = kiosk_feed(publish);
  CHECK(spoken.said.find(" new, ") != std::string::npos);
  CHECK(spoken.said.find("Generation 2 published") != std::string::npos);
  CHECK(std::filesystem::exists(feed + "-speech"));
  const auto quick = kiosk_feed(publish + " --key-speech");
  CHECK(quick.said.find(": 0 new, ") != std::string::npos);
  CHECK(quick.said.find(" not yet") == std::string::npos);
  CHECK(kiosk_feed(publish + " --key-speech --no-speech").code == 2);
  const auto again = kiosk_feed(publish);
  CHECK(again.said.find(": 0 new, ") != std::string::npos);
  CHECK(again.said.find("Nothing has changed: generation 2") != std::string::npos);
}

TEST_CASE("a publishing that takes longer than a second says how far it is") {
  test::SourceFolderCopy sources;
  sources.write("feed.toml",
                "id = \"probe\"\ndefault_language = \"de\"\nlanguages = [\"de\", \"en\"]\ntime_zone = \"Europe/Berlin\"\n[speech]\n"
                "command = [\"sh\", \"-c\", \"sleep 1.2; exit 1\"]\nvoices = {de = \"de\"}\n");
  const auto keys = sources.beside("keys").string(), feed = sources.beside("feed").string();
  REQUIRE(kiosk_feed("keys new " + keys).code == 0);
  const auto slow = kiosk_feed("publish " + sources.path().string() + " --out " + feed + " --keys " + keys + kNow);
  CHECK(slow.said.find("speech: 1 of ") != std::string::npos);
}

}  // namespace
}  // namespace treffpunkt
