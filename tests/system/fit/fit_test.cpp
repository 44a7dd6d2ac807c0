// Every screen in every language on every kind of panel: nothing is cut, nothing meets, everything can be read and touched.

#include <doctest/doctest.h>

#include <thread>

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

constexpr auto kScript =
    "tour expect-fit\n"
    "act large_text on\n"
    "tour expect-fit\n"
    "act contrast on\n"
    "tour expect-fit\n"
    "act large_text off\n"
    "tour expect-fit\n";

TEST_CASE("every screen fits, in every language, on every panel, in both sizes and themes") {
  Installation installation;
  installation.publish(kContent, "2026-11-24T05:00:00Z");
  REQUIRE(installation.visit("2026-11-24T05:00:00Z").sync.code == 0);
  for (const auto& panel : kPanels) {
    for (const auto& language : all_languages()) {
      CAPTURE(panel.size);
      CAPTURE(language.tag);
      const auto played = installation.play(kScript, kNow, {"--lang", std::string(language.tag), "--size", panel.size, "--diagonal", panel.diagonal});
      CHECK_MESSAGE(played.code == 0, played.output);
    }
  }
}

}  // namespace
}  // namespace treffpunkt::test
