#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "content/model/hue.h"
#include "kiosk/ui/theme.h"

using namespace treffpunkt;
using ui::Theme;

namespace {

struct Pair {
  std::string name;
  ui::Colour front, back;
};

// Every pair of colours that the screens draw on one another as text.
std::vector<Pair> text_pairs(const Theme& theme) {
  std::vector<Pair> pairs = {{"ink on paper", theme.ink, theme.paper},
                             {"ink on card", theme.ink, theme.card},
                             {"quiet on paper", theme.quiet_ink, theme.paper},
                             {"quiet on card", theme.quiet_ink, theme.card},
                             {"accent on card", theme.accent, theme.card},
                             {"accent on paper", theme.accent, theme.paper},
                             {"filled", theme.filled.ink, theme.filled.fill},
                             {"danger", theme.danger.ink, theme.danger.fill},
                             {"header", theme.header.ink, theme.header.fill},
                             {"header on the skyline", theme.header.ink, theme.header_shade},
                             {"soft", theme.soft.ink, theme.soft.fill},
                             {"urgent", theme.urgent.ink, theme.urgent.fill},
                             {"good", theme.good.ink, theme.good.fill},
                             {"calm", theme.calm.ink, theme.calm.fill},
                             {"friendly", theme.friendly.ink, theme.friendly.fill}};
  for (const auto hue : kHues) pairs.push_back({"hue " + std::string(hue), theme.hue(hue).ink, theme.hue(hue).fill});
  return pairs;
}

}  // namespace

TEST_CASE("text on every surface of the paper theme has a contrast of at least 7 to 1") {
  for (const auto& pair : text_pairs(Theme::paper_theme())) {
    CAPTURE(pair.name);
    CHECK(ui::contrast(pair.front, pair.back) >= 7.0);
  }
}

TEST_CASE("text in high contrast has at least 14 to 1, and black on white 21 to 1") {
  // Yellow #FFD400 on black measures 14.6: the design's 15 is for white, its own colour sets this bound.
  for (const auto& pair : text_pairs(Theme::contrast_theme())) {
    CAPTURE(pair.name);
    CHECK(ui::contrast(pair.front, pair.back) >= 14.0);
  }
  CHECK(ui::contrast(ui::colour(0xFFFFFF), ui::colour(0x000000)) == doctest::Approx(21.0));
}

TEST_CASE("borders of fields and disabled buttons have at least 3 to 1") {
  for (const auto& theme : {Theme::paper_theme(), Theme::contrast_theme()}) {
    CHECK(ui::contrast(theme.border, theme.card) >= 3.0);
    CHECK(ui::contrast(theme.border, theme.paper) >= 3.0);
  }
}

TEST_CASE("a hue that nobody knows is stone") {
  const auto theme = Theme::paper_theme();
  CHECK(theme.hue("mauve").fill == theme.hue("stone").fill);
}
