// Films among the sources: which are taken, and how the others are named.

#include <doctest/doctest.h>

#include "content/language/zone.h"
#include "feed/picture_shelf.h"
#include "feed/report.h"
#include "feed/sources.h"
#include "tests/feed/source_folder_copy.h"
#include "tests/support/test_film.h"

namespace treffpunkt {
namespace {

Sources read(const std::filesystem::path& folder, const std::filesystem::path& objects) {
  const auto library = PictureLibrary::start("feed_tests");
  REQUIRE(library.has_value());
  auto sources = read_sources(folder, *library, {*parse_instant("2026-11-23T06:00:00Z"), objects, {}});
  REQUIRE(sources.has_value());
  return std::move(*sources);
}

std::string lines_of(const Sources& sources) {
  std::string lines;
  for (const auto& problem : sources.problems) lines += to_line(problem) + "\n";
  return lines;
}

// A page with a film of that name.
void write_page(const test::SourceFolderCopy& sources, const std::string& film) {
  sources.write("pages/gebaerden.json", R"({"id": "gebaerden", "title": {"de": "Film"}, "body": {"de": "Text"},
  "video": {"file": ")" + film + R"(", "alternative": {"de": "Was gesagt wird"}}})");
}

TEST_CASE("a film that hands and lips can be read from is published as it is") {
  const test::SourceFolderCopy sources;
  std::filesystem::create_directories(sources.path() / "films");
  const auto file = test::make_film(sources.path() / "films/gut.webm");
  write_page(sources, "films/gut.webm");
  const auto read_all = read(sources.path(), sources.beside("objects"));
  CHECK(lines_of(read_all) == "");
  const Page* page = nullptr;
  for (const auto& item : read_all.feed.items) {
    if (const auto* any = std::get_if<Page>(&item); any && any->id == "gebaerden") page = any;
  }
  REQUIRE(page != nullptr);
  REQUIRE(page->video.has_value());
  CHECK(page->video->length == std::filesystem::file_size(file));
  CHECK(page->video->alternative.translations.at("de").text == "Was gesagt wird");
  CHECK(read_bounded(sources.beside("objects") / object_path(page->video->object), 1 << 20).value() == read_bounded(file, 1 << 20).value());
}

TEST_CASE("a film that is too small, too slow, no film or not there is named with what is wrong") {
  const test::SourceFolderCopy sources;
  std::filesystem::create_directories(sources.path() / "films");
  const auto wrong = [&](const std::string& name) {
    write_page(sources, name);
    return lines_of(read(sources.path(), sources.beside("objects")));
  };
  const std::string place = "error: pages/gebaerden.json:2: video.file: ";
  test::make_film(sources.path() / "films/klein.webm", {.width = 160, .height = 120});
  CHECK(wrong("films/klein.webm") == place + "'films/klein.webm' has 160 x 120 pixels: sign language needs at least 320 x 240\n");
  sources.remove("films/klein.webm");
  test::make_film(sources.path() / "films/langsam.webm", {.rate = 12});
  CHECK(wrong("films/langsam.webm") == place + "'films/langsam.webm' has 12.0 pictures a second: sign language needs at least 25\n");
  sources.remove("films/langsam.webm");
  sources.write("films/text.webm", "this is no film");
  CHECK(wrong("films/text.webm") == place + "'films/text.webm' is no WebM film, or has no pictures\n");
  CHECK(wrong("films/fehlt.webm") == "warning: films/text.webm: no item shows this film\n" + place + "there is no file 'films/fehlt.webm'\n");
  CHECK(wrong("../outside.webm").find("leads out of the folder") != std::string::npos);
}

TEST_CASE("whoever can only be called is named: people who cannot hear or speak need a way in writing") {
  const test::SourceFolderCopy sources;
  const auto write = [&](const std::string& contacts) {
    sources.write("organizations/nur-telefon.json", R"({"id": "nur-telefon", "name": {"de": "Verein"}, "contacts": )" + contacts + "}");
    return lines_of(read(sources.path(), sources.beside("objects")));
  };
  CHECK(write(R"([{"phone": "040 66969-100"}])") ==
        "warning: organizations/nur-telefon.json:1: contacts: 'nur-telefon' can only be called (040 66969-100): who cannot hear or "
        "speak needs an e-mail address or a website\n");
  CHECK(write(R"([{"phone": "040 66969-100"}, {"email": "verein@example.org"}])") == "");
  CHECK(write(R"([{"phone": "040 66969-100", "website": "https://example.org"}])") == "");
  CHECK(write(R"([{"phone": "112"}])") == "");
  CHECK(write("[]") == "");
}

}  // namespace
}  // namespace treffpunkt
