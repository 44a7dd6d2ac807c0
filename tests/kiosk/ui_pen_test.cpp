#include <doctest/doctest.h>

#include <filesystem>

#include "kiosk/text/engine.h"
#include "kiosk/ui/pen.h"

using namespace treffpunkt;

namespace {

struct Drawing {
  std::unique_ptr<text::Engine> engine;
  ui::Look look;
  ui::Layer layer;

  explicit Drawing(bool right_to_left) {
    auto opened = text::Engine::open(std::filesystem::path(BINARY_DIR) / "share/treffpunkt/fonts", {});
    REQUIRE(opened);
    engine = std::move(*opened);
    look.metrics = ui::Metrics::of_panel(1080, 1920, 21.5);
    look.theme = ui::Theme::paper_theme();
    look.engine = engine.get();
    look.shaping_language = right_to_left ? "ar" : "de";
    look.right_to_left = right_to_left;
    layer.viewport = {0, 0, 1080, 1920};
  }

  ui::Pen pen() { return ui::Pen(layer, look, 1080); }
};

}  // namespace

TEST_CASE("left to right, things stand where they are put") {
  Drawing drawing(false);
  auto pen = drawing.pen();
  pen.box({100, 10, 200, 50}, 1);
  pen.target({100, 10, 200, 50}, {"home", ""}, "home");
  CHECK(drawing.layer.nodes[0].rect.x == 100);
  CHECK(drawing.layer.targets[0].rect.x == 100);
}

TEST_CASE("right to left, boxes, icons, shapes and touch targets are mirrored alike") {
  Drawing drawing(true);
  auto pen = drawing.pen();
  pen.box({100, 10, 200, 50}, 1);
  pen.icon(100, 10, 40, "home", 1);
  pen.shape({100, 0, 200, 0, 200, 50}, 1);
  pen.target({100, 10, 200, 50}, {"home", ""}, "home");
  CHECK(drawing.layer.nodes[0].rect.x == 780);
  CHECK(drawing.layer.nodes[1].rect.x == 940);
  CHECK(drawing.layer.nodes[2].rect.x == 880);
  CHECK(drawing.layer.targets[0].rect.x == 780);
}

TEST_CASE("arrows and chevrons point the other way, the rest does not") {
  Drawing drawing(true);
  auto pen = drawing.pen();
  pen.icon(0, 0, 40, "chevron_right", 1);
  pen.icon(0, 0, 40, "chevron_left", 1);
  pen.icon(0, 0, 40, "schedule", 1);
  const auto glyph = [&](std::size_t i) { return drawing.layer.nodes[i].layout->glyphs.at(0).glyph; };
  Drawing plain(false);
  auto plain_pen = plain.pen();
  plain_pen.icon(0, 0, 40, "chevron_right", 1);
  plain_pen.icon(0, 0, 40, "schedule", 1);
  CHECK(glyph(1) == plain.layer.nodes[0].layout->glyphs.at(0).glyph);
  CHECK(glyph(2) == plain.layer.nodes[1].layout->glyphs.at(0).glyph);
}

TEST_CASE("a short German text on an Arabic screen starts on the right, where its texts start") {
  Drawing drawing(true);
  auto pen = drawing.pen();
  pen.text(0, 0, 1000, ui::Type::card, "Abschlüsse anerkennen");
  const auto& line = drawing.layer.nodes[0].layout->lines.at(0);
  CHECK(line.x + line.width == doctest::Approx(1000).epsilon(0.01));
  ui::TextOptions body;
  body.own_side = true;
  pen.text(0, 0, 1000, ui::Type::body, "Abschlüsse anerkennen", body);
  CHECK(drawing.layer.nodes[1].layout->lines.at(0).x == doctest::Approx(0).epsilon(0.01));
}

TEST_CASE("an empty text takes no room and leaves no node") {
  Drawing drawing(false);
  auto pen = drawing.pen();
  CHECK(pen.text(0, 0, 100, ui::Type::body, "") == 0);
  CHECK(drawing.layer.nodes.empty());
}
