// What a kiosk with the small feed of tests/system/content draws: as pictures, as lists of what is where, and the same
// every time.

#include <doctest/doctest.h>

#include <array>
#include <sstream>

#include "tests/support/golden_text.h"
#include "tests/system/support/files.h"
#include "tests/system/support/installation.h"
#include "tests/system/support/pictures.h"

namespace treffpunkt::test {
namespace {

const std::filesystem::path kContent = std::filesystem::path(SOURCE_DIR) / "tests/system/content";
constexpr auto kPublished = "2026-11-24T05:00:00Z";
constexpr auto kNow = "2026-11-24T09:00:00Z";  // ten o'clock on a Tuesday in Harburg
constexpr auto kSprachcafe = "event/sprachcafe?at=2026-11-24T14:00:00Z";

void publish_and_sync(Installation& installation) {
  installation.publish(kContent, kPublished);
  const auto visit = installation.visit(kPublished);
  REQUIRE_MESSAGE(visit.sync.code == 0, visit.sync.output);
}

Pixels screenshot(const Installation& installation, const Words& flags) {
  Words all = {"--screenshot", "picture.png", "--now", kNow};
  all.insert(all.end(), flags.begin(), flags.end());
  const auto drawn = installation.kiosk(all);
  REQUIRE_MESSAGE(drawn.code == 0, drawn.output);
  return picture_in(installation.folder() / "picture.png");
}

// Less of what is not laid out: the skyline's many shapes as their number, pictures without their hash, which a new
// version of the publisher's libraries changes.
std::string without_drawings(const std::string& dump) {
  std::istringstream lines(dump);
  std::string text;
  std::size_t shapes = 0;
  for (std::string line; std::getline(lines, line);) {
    const bool shape = line.starts_with("  shape ");
    if (shape) ++shapes;
    if (shape) continue;
    if (shapes > 0) text += "  " + std::to_string(std::exchange(shapes, 0)) + " shapes\n";
    if (line.starts_with("  picture ")) line.resize(line.rfind(' '));
    text += line + "\n";
  }
  return text;
}

TEST_CASE("screens look as their golden pictures") {
  Installation installation;
  publish_and_sync(installation);
  struct Golden {
    std::string name;
    Words flags;
  };
  const std::array goldens = {
      Golden{"home-de", {"--screen", "home", "--lang", "de"}},
      Golden{"event-ar", {"--screen", kSprachcafe, "--lang", "ar"}},
      Golden{"events-uk-landscape", {"--screen", "events", "--lang", "uk", "--size", "1920x1080"}},
      Golden{"language-tr-small", {"--screen", "language", "--lang", "tr", "--size", "1280x800", "--diagonal", "10.1"}},
      Golden{"offer-de-contrast", {"--screen", "offer/deutschkurs", "--lang", "de", "--contrast", "--large-text"}},
  };
  for (const auto& golden : goldens) check_golden_picture(golden.name, screenshot(installation, golden.flags));
}

TEST_CASE("screens are laid out as their golden texts, in German and in Arabic") {
  Installation installation("[voice]\nreceiver = \"https://feed.example.org/voice\"\nfree_text = true\n");
  publish_and_sync(installation);
  struct Golden {
    std::string name, route;
  };
  const std::array goldens = {Golden{"home", "home"},
                              Golden{"events", "events"},
                              Golden{"event", kSprachcafe},
                              Golden{"agenda", "event/konferenz"},
                              Golden{"offers", "offers/deutsch"},
                              Golden{"offer", "offer/deutschkurs"},
                              Golden{"page", "page/ueber-uns"},
                              Golden{"help", "page/ungerecht"},
                              Golden{"help-answer", "page/ungerecht-bus"},
                              Golden{"language", "language"},
                              Golden{"about", "about"},
                              Golden{"politics", "politics"},
                              Golden{"filters", "events?panel=1"},
                              Golden{"search", "search"},
                              Golden{"voice", "voice"}};
  for (const std::string language : {"de", "ar"}) {
    std::string script = "dump attract.txt\nact start\n";
    for (const auto& golden : goldens) {
      if (golden.route != "home") script += "act go " + golden.route + "\n";
      script += "dump " + golden.name + ".txt\n";
    }
    const auto played = installation.play(script, kNow, {"--lang", language});
    REQUIRE_MESSAGE(played.code == 0, played.output);
    const auto check = [&](const std::string& name) {
      check_golden_text(std::filesystem::path(SOURCE_DIR) / "tests/system/golden" / (name + "-" + language + ".txt"),
                        without_drawings(text_of(installation.folder() / (name + ".txt"))));
    };
    check("attract");
    for (const auto& golden : goldens) check(golden.name);
  }
}

TEST_CASE("a screen is the same picture every time, to the byte") {
  Installation installation;
  publish_and_sync(installation);
  for (const std::string language : {"de", "ar"}) {
    screenshot(installation, {"--screen", kSprachcafe, "--lang", language});
    const auto first = text_of(installation.folder() / "picture.png");
    std::filesystem::remove_all(installation.state() / "cache");
    screenshot(installation, {"--screen", kSprachcafe, "--lang", language});
    CHECK(text_of(installation.folder() / "picture.png") == first);
  }
}

TEST_CASE("a turned panel shows the same picture upright") {
  Installation installation;
  publish_and_sync(installation);
  const auto upright = screenshot(installation, {"--screen", "home", "--lang", "ar", "--rotate", "0"});
  CHECK(upright.width == 1080);
  CHECK(upright.height == 1920);
  for (const std::string degrees : {"90", "180", "270"}) {
    CAPTURE(degrees);
    const auto turned = screenshot(installation, {"--screen", "home", "--lang", "ar", "--rotate", degrees});
    CHECK(turned.rgba == upright.rgba);
  }
}

TEST_CASE("a difference is counted, shown and no less than it is") {
  const Pixels paper{2, 1, {0xFFF3F8FB, 0xFFF3F8FB}};
  Pixels nearly = paper, other = paper;
  nearly.rgba[1] = 0xFFF0F8FB;
  other.rgba[1] = 0xFFEFF8FB;
  CHECK(difference(paper, nearly).none());
  CHECK(difference(paper, nearly).largest == 3);
  CHECK_FALSE(difference(paper, other).none());
  CHECK(difference(paper, other).pixels == 1);
  CHECK(difference(paper, other).picture.rgba == std::vector<std::uint32_t>{0xFFFFFFFF, 0xFF0000FF});
  CHECK_FALSE(difference(paper, {1, 2, paper.rgba}).none());
}

}  // namespace
}  // namespace treffpunkt::test
