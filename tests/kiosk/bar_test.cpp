// The bar: every setting one touch away, words whole, targets large enough, in every language on every panel.

#include "tests/kiosk/app_support.h"

#include <algorithm>
#include <set>

using namespace treffpunkt;
using treffpunkt::test::Kiosk;

namespace {

struct Panel {
  int width, height;
  double diagonal;
};

constexpr Panel kWidePanels[] = {{1080, 1920, 21.5}, {1920, 1080, 21.5}, {1080, 1920, 15.6}, {1920, 1080, 15.6}, {1280, 800, 10.1}};
constexpr Panel kNarrowPanels[] = {{800, 480, 7}, {800, 1280, 10.1}};
constexpr const char* kSettings[] = {"large_text", "contrast", "reach", "reduced_motion"};

const ui::Layer& bar_of(const ui::Scene& scene) {
  for (const auto& layer : scene.layers) {
    for (const auto& target : layer.targets) {
      if (target.action.name == "home") return layer;
    }
  }
  FAIL("there is no bar");
  return scene.layers.front();
}

const ui::Target* target_of(const ui::Layer& layer, std::string_view action) {
  const auto found = std::ranges::find_if(layer.targets, [&](const auto& target) { return target.action.name == action; });
  return found == layer.targets.end() ? nullptr : &*found;
}

// Of one word each, or more lines than words would mean that a word was broken.
std::size_t words_in(const std::string& label) { return static_cast<std::size_t>(std::ranges::count(label, ' ')) + 1; }

void check_layer(const ui::Layer& layer, const ui::Metrics& metrics) {
  for (const auto& node : layer.nodes) {
    if (node.kind != ui::Node::Kind::text || node.icon) continue;
    CAPTURE(node.words);
    CHECK_FALSE(node.layout->ellipsized);
    CHECK(node.layout->lines.size() <= words_in(node.words));
    CHECK(node.rect.y >= 0);
    CHECK(node.rect.bottom() <= layer.viewport.height + 1);
  }
  for (std::size_t i = 0; i < layer.targets.size(); ++i) {
    const auto& rect = layer.targets[i].rect;
    CAPTURE(layer.targets[i].label);
    CHECK(rect.width >= metrics.mm(20));
    CHECK(rect.height >= metrics.mm(20));
    CHECK(rect.x >= 0);
    CHECK(rect.right() <= layer.viewport.width);
    CHECK(rect.bottom() <= layer.viewport.height + 1);
    for (std::size_t j = 0; j < i; ++j) {
      const auto& other = layer.targets[j].rect;
      const float apart = metrics.mm(2) / 2 - 1;
      CHECK_FALSE(rect.inset(-apart).intersects(other.inset(-apart)));
    }
  }
}

std::vector<std::string> spoken_languages() {
  std::vector<std::string> tags;
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(SOURCE_DIR) / "kiosk/catalogue")) tags.push_back(file.path().stem().string());
  return tags;
}

}  // namespace

TEST_CASE("large text, contrast, reach and stillness are one touch away, and one touch takes them back") {
  for (const auto& panel : kWidePanels) {
    CAPTURE(panel.width);
    Kiosk kiosk(panel.width, panel.height, panel.diagonal);
    kiosk.act("start");
    const auto before = kiosk.session();
    for (const char* setting : kSettings) {
      CAPTURE(setting);
      REQUIRE(kiosk.tap(ui::Action{setting, "on"}));
      kiosk.settle();
      CHECK_FALSE(kiosk.session().access == before.access);
      REQUIRE(kiosk.tap(ui::Action{setting, "off"}));
      kiosk.settle();
      CHECK(kiosk.session() == before);
    }
  }
}

TEST_CASE("on a panel below 190 mm they are two touches away, behind 'more'") {
  for (const auto& panel : kNarrowPanels) {
    CAPTURE(panel.width);
    Kiosk kiosk(panel.width, panel.height, panel.diagonal);
    kiosk.act("start");
    CHECK(bar_of(kiosk.scene()).targets.size() == 4);
    for (const char* setting : kSettings) {
      CAPTURE(setting);
      REQUIRE(kiosk.tap({"more", "on"}));
      kiosk.settle();
      REQUIRE(kiosk.tap(ui::Action{setting, "on"}));
      kiosk.settle();
      REQUIRE(kiosk.tap({"more", "off"}));
      kiosk.settle();
    }
    CHECK(kiosk.session().access == screens::Access{true, true, true, true});
  }
}

TEST_CASE("no word of the bar or its panel is cut, and every target is large enough, in every language and size") {
  for (const bool narrow : {false, true}) {
    for (const auto& panel : narrow ? std::vector<Panel>(std::begin(kNarrowPanels), std::end(kNarrowPanels)) : std::vector<Panel>(std::begin(kWidePanels), std::end(kWidePanels))) {
      Kiosk kiosk(panel.width, panel.height, panel.diagonal);
      const auto metrics = ui::Metrics::of_panel(static_cast<float>(panel.width), static_cast<float>(panel.height), panel.diagonal);
      kiosk.act("start");
      for (const auto& language : spoken_languages()) {
        kiosk.act("language", language.c_str());
        for (const char* state : {"on", "off"}) {
          CAPTURE(panel.width);
          CAPTURE(language);
          CAPTURE(state);
          kiosk.act("large_text", state);
          check_layer(bar_of(kiosk.scene()), metrics);
          if (!narrow) continue;
          kiosk.act("more", "on");
          check_layer(kiosk.scene().layers.back(), metrics);
          kiosk.act("more", "off");
        }
      }
    }
  }
}

TEST_CASE("a setting that is on shows it by a tick, not by colour alone") {
  Kiosk kiosk;
  kiosk.act("start");
  const auto ticks = [&] {
    const auto& nodes = bar_of(kiosk.scene()).nodes;
    return std::ranges::count_if(nodes, [](const ui::Node& node) { return node.icon && node.words == "check_circle"; });
  };
  CHECK(ticks() == 0);
  kiosk.act("contrast", "on");
  CHECK(ticks() == 1);
  kiosk.act("reach", "on");
  CHECK(ticks() == 2);
}

TEST_CASE("in reach mode everything that can be touched lies in the lower part, questions too") {
  for (const auto& panel : {kWidePanels[0], kWidePanels[1], kNarrowPanels[1]}) {
    CAPTURE(panel.width);
    Kiosk kiosk(panel.width, panel.height, panel.diagonal);
    kiosk.act("start");
    kiosk.act("reach", "on");
    for (const char* route : {"home", "language"}) {
      if (std::string_view(route) == "language") kiosk.act("go", route);
      const float top = static_cast<float>(panel.height) * (panel.width > panel.height ? 0.3f : 0.4f);
      for (const auto& layer : kiosk.scene().layers) {
        if (!layer.targets.empty()) CHECK(layer.viewport.y >= top);
      }
      kiosk.pass(95);
      const auto& question = kiosk.scene().layers.back();
      const auto* yes = target_of(question, "stay");
      REQUIRE(yes);
      CHECK(yes->rect.y >= top);
      kiosk.tap(9, 9);
      kiosk.settle();
    }
  }
}
