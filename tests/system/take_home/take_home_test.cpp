// What a phone gets from the screen: the codes of a real picture, read by a decoder that is not ours and understood by a
// parser that is not ours.

#include <doctest/doctest.h>
#include <libical/ical.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/temporary_folder.h"
#include "tests/system/support/files.h"
#include "tests/system/support/installation.h"
#include "tests/system/take_home/camera.h"

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

// The entry among the codes of a picture: a page's links have theirs, too.
std::string entry_in(const std::string& codes) {
  const auto begin = codes.find("BEGIN:V");
  REQUIRE(begin != std::string::npos);
  const std::string name = codes.substr(begin + 6, codes.find_first_of("\r\n", begin) - begin - 6), last = "END:" + name + "\r\n";
  const auto end = codes.find(last, begin);
  REQUIRE(end != std::string::npos);
  return codes.substr(begin, end + last.size() - begin);
}

// RFC 5545 3.1, RFC 2426 2.6: lines end with CRLF and have 75 octets at most.
void check_lines(const std::string& text) {
  REQUIRE(text.ends_with("\r\n"));
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    REQUIRE(end != std::string::npos);
    CHECK(text[end - 1] == '\r');
    CHECK_MESSAGE(end - 1 - at <= 75, text.substr(at, end - at));
    at = end + 1;
  }
}

// As strictly as libical can.
void check_calendar(const std::string& text) {
  struct Free {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
  };
  const std::unique_ptr<icalcomponent, Free> calendar(icalparser_parse_string(text.c_str()));
  REQUIRE(calendar);
  CHECK(icalcomponent_count_errors(calendar.get()) == 0);
  CHECK_MESSAGE(icalrestriction_check(calendar.get()) == 1, icalcomponent_as_ical_string(calendar.get()));
  CHECK_MESSAGE(std::string(icalcomponent_as_ical_string(calendar.get())).find("X-LIC-ERROR") == std::string::npos, text);
  auto* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  REQUIRE(event != nullptr);
  for (const auto kind : {ICAL_UID_PROPERTY, ICAL_DTSTAMP_PROPERTY, ICAL_DTSTART_PROPERTY, ICAL_SUMMARY_PROPERTY}) {
    CHECK(icalcomponent_count_properties(event, kind) == 1);
  }
  CHECK(icaltime_compare(icalcomponent_get_dtstart(event), icalcomponent_get_dtend(event)) < 0);
}

class Screen {
 public:
  explicit Screen(const std::filesystem::path& sources) {
    installation_.publish(sources, kPublished);
    const auto visit = installation_.visit(kPublished);
    REQUIRE_MESSAGE(visit.sync.code == 0, visit.sync.output);
    std::ofstream(installation_.folder() / "parse.py") << kParser;
  }

  const Installation& installation() const { return installation_; }

  // What the code on this screen says, as an independent parser understands it.
  std::string taken(const std::string& screen, const std::string& language, const Words& flags = {}) {
    // Tall enough that the code is on the picture without scrolling.
    Words all = {"--screenshot", "picture.png", "--now", kNow, "--screen", screen, "--lang", language, "--size", "1080x4000", "--diagonal", "41.2"};
    all.insert(all.end(), flags.begin(), flags.end());
    const auto drawn = installation_.kiosk(all);
    REQUIRE_MESSAGE(drawn.code == 0, drawn.output);
    const auto read = run({program_of_the_system("zbarimg"), "--raw", "-q", "--nodbus", "-Sbinary", (installation_.folder() / "picture.png").string()});
    REQUIRE_MESSAGE(read.code == 0, "no code on " << screen);
    const auto entry = entry_in(read.output);
    check_lines(entry);
    if (entry.starts_with("BEGIN:VCALENDAR")) check_calendar(entry);
    std::ofstream(installation_.folder() / "code", std::ios::binary) << entry;
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

struct Panel {
  std::string size, diagonal;
  double pixels_per_mm, distance_mm;
};
const std::vector<Panel> kPanels = {{"1080x1920", "21.5", std::hypot(1080, 1920) / 21.5 / 25.4, 400},
                                    {"1920x1080", "21.5", std::hypot(1080, 1920) / 21.5 / 25.4, 400},
                                    {"1280x800", "10.1", std::hypot(1280, 800) / 10.1 / 25.4, 400},
                                    {"800x480", "7", std::hypot(800, 480) / 7 / 25.4, 340}};

// Those whose names are longest in this language, so that their codes are the largest.
std::vector<std::string> longest_in(const std::filesystem::path& folder, const std::string& language, std::size_t how_many) {
  std::vector<std::pair<std::size_t, std::string>> names;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    auto json = nlohmann::json::parse(text_of(file.path()));
    if (!json.is_array()) json = nlohmann::json::array({json});
    for (const auto& item : json) {
      const auto& name = item.at("name").at(language);
      names.emplace_back((name.is_string() ? name : name.at("text")).get<std::string>().size(), item.at("id"));
    }
  }
  std::sort(names.rbegin(), names.rend());
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < std::min(how_many, names.size()); ++i) ids.push_back(names[i].second);
  return ids;
}

struct Square {
  int x = 0, y = 0, side = 0;
};

// The last code of a dump: the one that lies over the others, if one is opened.
Square code_in(const std::string& dump) {
  std::istringstream lines(dump);
  Square layer, found;  // the layer's side is its height
  bool scrolls = false;
  for (std::string line; std::getline(lines, line);) {
    Square at;
    int height = 0;
    if (line.starts_with("layer ")) {
      std::sscanf(line.c_str(), "layer %d,%d %*dx%d", &layer.x, &layer.y, &layer.side);
      scrolls = line.find(" scrolls") != std::string::npos;
    }
    if (std::sscanf(line.c_str(), " qr %d,%d %dx%d", &at.x, &at.y, &at.side, &height) != 4) continue;
    // One that scrolls was brought to the middle.
    found = {layer.x + at.x, scrolls ? layer.y + (layer.side - at.side) / 2 : layer.y + at.y, at.side};
  }
  return found;
}

TEST_CASE("a phone 40 cm away, 34 cm from the smallest panel, reads the codes of every kind of panel, tilted, blurred and in poor light") {
  Screen screen(std::filesystem::path(SOURCE_DIR) / "content/harburg");
  const auto& folder = screen.installation().folder();
  for (const auto& panel : kPanels) {
    for (const std::string language : {"ar", "ru"}) {
      for (const std::string route : {"event/integrationskonferenz", "offer/aufenthaltsrecht"}) {
        CAPTURE(panel.size);
        CAPTURE(language);
        CAPTURE(route);
        const auto opened = screen.installation().play("expect-code\ndump seen.txt\nscreenshot seen.png\n", kNow,
                                                       {"--screen", route, "--lang", language, "--size", panel.size, "--diagonal", panel.diagonal});
        REQUIRE_MESSAGE(opened.code == 0, opened.output);
        const auto code = code_in(text_of(folder / "seen.txt"));
        REQUIRE(code.side > 0);
        const auto seen = seen_by_a_phone(picture_in(folder / "seen.png"), panel.pixels_per_mm, code.x + code.side / 2, code.y + code.side / 2, panel.distance_mm);
        std::ofstream(folder / "phone.pgm", std::ios::binary)
            << "P5 " << seen.width << ' ' << seen.height << " 255\n" << std::string(seen.pixels.begin(), seen.pixels.end());
        const auto read = run({program_of_the_system("zbarimg"), "--raw", "-q", "--nodbus", "-Sbinary", (folder / "phone.pgm").string()});
        CHECK_MESSAGE(read.code == 0, "the phone reads nothing");
        CHECK(read.output.find(route.starts_with("event") ? "END:VCALENDAR" : "END:VCARD") != std::string::npos);
      }
    }
  }
}

TEST_CASE("the largest codes of events and offers are large enough for a phone 40 cm away, on every panel, or open one that is or fills it") {
  Screen screen(std::filesystem::path(SOURCE_DIR) / "content/harburg");
  for (const std::string language : {"de", "ru"}) {
    std::string script;
    for (const auto& [kind, folder] : {std::pair{"event/", "events"}, std::pair{"offer/", "services"}}) {
      for (const auto& id : longest_in(std::filesystem::path(SOURCE_DIR) / "content/harburg" / folder, language, 6)) {
        script += std::string("act go ") + kind + id + "\nexpect-code\nact back\n";
      }
    }
    for (const auto& panel : kPanels) {
      CAPTURE(panel.size);
      CAPTURE(language);
      const auto played = screen.installation().play(script, kNow, {"--screen", "home", "--lang", language, "--size", panel.size, "--diagonal", panel.diagonal});
      CHECK_MESSAGE(played.code == 0, played.output);
    }
  }
}

}  // namespace
}  // namespace treffpunkt::test
