// Every screen in every language on every kind of panel: nothing is cut, nothing meets, everything can be read and touched.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "content/language/language.h"
#include "tests/system/support/installation.h"

namespace treffpunkt::test {
namespace {

const std::filesystem::path kContent = std::filesystem::path(SOURCE_DIR) / "content/harburg";
constexpr auto kNow = "2026-11-24T09:00:00Z";

struct Panel {
  std::string size, diagonal;
};
const std::vector<Panel> kPanels = {{"1080x1920", "21.5"}, {"1920x1080", "21.5"}, {"1280x800", "10.1"}, {"800x480", "7"}};

// Long words, the other side, tall lines and small letters: where others fail, one of these does. All twelve take a quarter of an
// hour: TREFFPUNKT_EVERY_LANGUAGE=1.
constexpr std::array<std::string_view, 3> kWidest = {"de", "ar", "ru"};

// The layout is the same in both themes: the colours are judged where it is written from either side.
const std::vector<std::string> kViews = {"tour expect-fit\n", "act large_text on\ntour expect-fit\n",
                                         "act large_text on\nact contrast on\ntour expect-fit\n"};

TEST_CASE("every screen fits, in every language, on every panel, in both sizes and themes") {
  Installation installation("[voice]\nreceiver = \"https://feed.example.org/voice\"\n");
  installation.publish(kContent, "2026-11-24T05:00:00Z");
  REQUIRE(installation.visit("2026-11-24T05:00:00Z").sync.code == 0);
  for (const auto& panel : kPanels) {
    for (const auto& language : all_languages()) {
      if (!std::getenv("TREFFPUNKT_EVERY_LANGUAGE") && std::ranges::find(kWidest, language.tag) == kWidest.end()) continue;
      CAPTURE(panel.size);
      CAPTURE(language.tag);
      const std::size_t views = language.tag == "de" || language.tag == "ar" ? 3 : 2;
      for (std::size_t i = 0; i < views; ++i) {
        CAPTURE(kViews[i]);
        const auto played = installation.play(kViews[i], kNow, {"--lang", std::string(language.tag), "--size", panel.size, "--diagonal", panel.diagonal});
        CHECK_MESSAGE(played.code == 0, played.output);
      }
    }
  }
}

}  // namespace
}  // namespace treffpunkt::test
