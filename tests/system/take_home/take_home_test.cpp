// What a phone gets from the screen: the codes of a real picture, read by a decoder that is not ours and understood by a
// parser that is not ours.

#include <doctest/doctest.h>

#include <fstream>

#include "tests/support/temporary_folder.h"
#include "tests/system/support/files.h"
#include "tests/system/support/installation.h"

namespace treffpunkt::test {
namespace {

const std::filesystem::path kContent = std::filesystem::path(SOURCE_DIR) / "tests/system/content";
constexpr auto kPublished = "2026-11-24T05:00:00Z";
constexpr auto kNow = "2026-11-24T09:00:00Z";
// Debian's, which has the packaged parser; another one may come first in PATH.
constexpr auto kPython = "/usr/bin/python3";

// Parses strictly, validates and prints what an address book or a calendar would keep.
constexpr auto kParser = R"(
import sys, vobject
item = vobject.readOne(sys.stdin if len(sys.argv) < 2 else open(sys.argv[1], encoding='utf-8', newline=''))
item.validate(raiseException=True)
if item.name == 'VCALENDAR':
    event = item.vevent
    print(event.summary.value, event.dtstart.value.isoformat(), event.dtend.value.isoformat(), sep='\n')
    print(event.location.value if hasattr(event, 'location') else '')
else:
    print(item.fn.value, item.tel.value, sep='\n')
)";

class Screen {
 public:
  explicit Screen(const std::filesystem::path& sources) {
    installation_.publish(sources, kPublished);
    const auto visit = installation_.visit(kPublished);
    REQUIRE_MESSAGE(visit.sync.code == 0, visit.sync.output);
    std::ofstream(installation_.folder() / "parse.py") << kParser;
  }

  // What the code on this screen says, as an independent parser understands it.
  std::string taken(const std::string& screen, const std::string& language, const Words& flags = {}) {
    // Tall enough that the code is on the picture without scrolling.
    Words all = {"--screenshot", "picture.png", "--now", kNow, "--screen", screen, "--lang", language, "--size", "1080x4000", "--diagonal", "41.2"};
    all.insert(all.end(), flags.begin(), flags.end());
    const auto drawn = installation_.kiosk(all);
    REQUIRE_MESSAGE(drawn.code == 0, drawn.output);
    const auto read = run({program_of_the_system("zbarimg"), "--raw", "-q", "--nodbus", "-Sbinary", (installation_.folder() / "picture.png").string()});
    REQUIRE_MESSAGE(read.code == 0, "no code on " << screen);
    std::ofstream(installation_.folder() / "code", std::ios::binary) << read.output;
    const auto parsed = run({std::string(kPython), (installation_.folder() / "parse.py").string(), (installation_.folder() / "code").string()},
                            {.variables = {{"PYTHONIOENCODING", "utf-8"}}});
    CHECK_MESSAGE(parsed.code == 0, parsed.output << read.output);
    return parsed.output;
  }

 private:
  Installation installation_;
};

TEST_CASE("a calendar takes an event's name, time and place from the picture, in every script") {
  Screen screen(kContent);
  for (const std::string language : {"de", "ar", "uk"}) {
    CAPTURE(language);
    const auto taken = screen.taken("event/sprachcafe?at=2026-11-24T14:00:00Z", language);
    CHECK(taken.find("2026-11-24T14:00:00+00:00\n2026-11-24T16:00:00+00:00\n") != std::string::npos);
  }
  CHECK(screen.taken("event/sprachcafe?at=2026-11-24T14:00:00Z", "de").find("Sprachcafé") == 0);
}

TEST_CASE("an address book takes an offer's name and number from the picture, in high contrast and large text, too") {
  Screen screen(kContent);
  for (const Words& flags : {Words{}, Words{"--contrast"}, Words{"--large-text"}}) {
    const auto taken = screen.taken("offer/deutschkurs", "ar", flags);
    CHECK(taken.find("\n040") != std::string::npos);
  }
}

TEST_CASE("an address book learns nothing of a discreet offer but its organization") {
  TemporaryFolder folder;
  const auto sources = folder.path() / "content";
  std::filesystem::copy(kContent, sources, std::filesystem::copy_options::recursive);
  auto text = text_of(sources / "services/angebote.json");
  text.insert(text.find("\"id\": \"deutschkurs\""), "\"discreet\": true, ");
  std::ofstream(sources / "services/angebote.json") << text;
  Screen screen(sources);
  CHECK(screen.taken("offer/deutschkurs", "de") == "Integrationsrat Musterviertel\n04066969100\n");
}

TEST_CASE("a very long name with emoji, commas and semicolons comes through") {
  const std::string name = "Sprachcafé, Nähstube; Frühstück und Erzählabend für alle Nachbarinnen und Nachbarn aus Harburg, Heimfeld und Wilstorf 😀☕🧵 mit Kinderecke";
  TemporaryFolder folder;
  const auto sources = folder.path() / "content";
  std::filesystem::copy(kContent, sources, std::filesystem::copy_options::recursive);
  auto text = text_of(sources / "events/sprachcafe.json");
  const auto begin = text.find("\"de\": \"", text.find("\"name\"")) + 7;
  text.replace(begin, text.find('"', begin) - begin, name);
  std::ofstream(sources / "events/sprachcafe.json") << text;
  Screen screen(sources);
  CHECK(screen.taken("event/sprachcafe?at=2026-11-24T14:00:00Z", "de").find(name + "\n") == 0);
}

}  // namespace
}  // namespace treffpunkt::test
