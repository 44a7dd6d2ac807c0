// Every kind of bad input, with the exact words in which staff are told. Each folder in fixtures/ is laid over
// fixtures/good; its expected.txt is what `kiosk-feed check` prints. A line that ends in '*' is compared up to there:
// the rest is a library's.

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>

#include "content/language/zone.h"
#include "feed/report.h"
#include "feed/source_folder.h"
#include "feed/sources.h"
#include "tests/feed/source_folder_copy.h"

namespace treffpunkt {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> check(const std::filesystem::path& folder) {
  const auto library = PictureLibrary::start("feed_tests");
  REQUIRE(library.has_value());
  const auto now = parse_instant("2026-11-23T06:00:00Z");
  const auto sources = read_sources(folder, *library, {*now, std::nullopt, {}});
  REQUIRE(sources.has_value());
  std::vector<std::string> lines;
  for (const auto& problem : sources->problems) lines.push_back(to_line(problem));
  lines.push_back(summary(sources->problems, sources->written_items));
  return lines;
}

bool matches(const std::string& line, std::string expected) {
  if (!expected.ends_with('*')) return line == expected;
  expected.pop_back();
  return line.starts_with(expected);
}

TEST_CASE("each bad input is named with its place and in plain words, and the check goes on to the next") {
  std::set<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(test::fixture(""))) folders.insert(entry.path());
  REQUIRE(folders.size() > 15);
  for (const auto& folder : folders) {
    CAPTURE(folder.filename().string());
    test::SourceFolderCopy sources;
    sources.lay_over(folder.filename().string());
    std::filesystem::copy_file(sources.path() / "pictures/tasse.svg", sources.beside("outside.svg"));
    const auto expected = lines_of(*read_bounded(folder / "expected.txt", 100'000));
    const auto lines = check(sources.path());
    for (std::size_t index = 0; index < std::max(lines.size(), expected.size()); ++index) {
      const std::string line = index < lines.size() ? lines[index] : "(nothing)";
      const std::string wanted = index < expected.size() ? expected[index] : "(nothing)";
      CAPTURE(line);
      CAPTURE(wanted);
      CHECK(matches(line, wanted));
    }
  }
}

TEST_CASE("a file of an absurd size is named and not read") {
  test::SourceFolderCopy sources;
  sources.write("events/huge.json", std::string(kLargestSourceFile + 1, '['));
  sources.write("pictures/huge.svg", "<svg " + std::string(kLargestPictureFile, ' '));
  sources.write("topics/picture.json", R"({"id": "t", "name": {"de": "T"}, "pictogram": "home", "hue": "red",
  "image": {"file": "pictures/huge.svg"}})");
  CHECK(check(sources.path()) ==
        std::vector<std::string>{
            "error: events/huge.json: larger than 4 MB: not read",
            "error: topics/picture.json:2: image.file: 'pictures/huge.svg' is too large a file: 32 MB, at most 32 are "
            "allowed",
            "2 errors, 0 warnings in 7 items"});
}

TEST_CASE("a folder without feed.toml is named, and its items are checked all the same") {
  test::SourceFolderCopy sources;
  sources.remove("feed.toml");
  sources.remove("topics");
  const auto lines = check(sources.path());
  CHECK(lines == std::vector<std::string>{
                     "error: events/cafe.json:9: topics[0]: there is no topic with the id 'lernen'",
                     "error: feed.toml: there is no file 'feed.toml'",
                     "error: services/kurs.json:7: topics[0]: there is no topic with the id 'lernen'",
                     "3 errors, 0 warnings in 5 items",
                 });
}

TEST_CASE("an empty folder is told, and a folder that is none is a failure of its own") {
  test::TemporaryFolder empty;
  CHECK(check(empty.path()) == std::vector<std::string>{"warning: .: there is no item in this folder",
                                                        "error: feed.toml: there is no file 'feed.toml'",
                                                        "1 error, 1 warning in 0 items"});
  const auto library = PictureLibrary::start("feed_tests");
  const auto sources = read_sources(empty.path() / "nowhere", *library, {});
  REQUIRE_FALSE(sources.has_value());
  CHECK(sources.error().message.ends_with("nowhere: there is no such folder"));
}

TEST_CASE("a named pipe among the sources does not hold up the check") {
  test::SourceFolderCopy sources;
  REQUIRE(::mkfifo((sources.path() / "events" / "pipe.json").c_str(), 0600) == 0);
  CHECK(check(sources.path()) ==
        std::vector<std::string>{"warning: events/pipe.json: not read: only the files directly in events/ are",
                                 "0 errors, 1 warning in 6 items"});
}

TEST_CASE("a list nested beyond all measure is a problem, not a crash") {
  test::SourceFolderCopy sources;
  sources.write("events/deep.json", std::string(1'000'000, '['));
  const auto lines = check(sources.path());
  CHECK(lines.front() == "error: events/deep.json:1: nested deeper than 64 levels");
}

}  // namespace
}  // namespace treffpunkt
