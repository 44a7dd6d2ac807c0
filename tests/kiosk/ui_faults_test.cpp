// What ui::faults finds wrong with a scene, and what it leaves alone.

#include <doctest/doctest.h>

#include "kiosk/ui/faults.h"
#include "kiosk/ui/pen.h"
#include "tests/kiosk/text_support.h"

using namespace treffpunkt;
using namespace treffpunkt::ui;

namespace {

text::Engine& engine() {
  static const auto engine = treffpunkt::test::open_engine();
  return *engine;
}

// A layer on a Full HD portrait panel, written with a pen.
struct Sheet {
  Sheet() {
    look.metrics = Metrics::of_panel(1080, 1920, 21.5);
    look.theme = Theme::paper_theme();
    look.engine = &engine();
    look.shaping_language = "de";
    look.metrics.capital = engine().capital_height();
    layer.viewport = {0, 0, 1080, 1920};
  }

  std::vector<std::string> found() const {
    Scene scene;
    scene.background = look.theme.paper;
    scene.layers = {layer};
    return faults(scene, look.metrics, look.theme.high_contrast);
  }
  bool finds(const std::string& part) const {
    for (const auto& fault : found()) {
      if (fault.find(part) != std::string::npos) return true;
    }
    return false;
  }

  Look look;
  Layer layer;
  Pen pen{layer, look, 1080};
};

}  // namespace

TEST_CASE("a calm page has no faults") {
  Sheet sheet;
  sheet.pen.box({100, 100, 800, 200}, sheet.look.theme.card);
  sheet.pen.icon(120, 150, 60, "home", sheet.look.theme.accent);
  sheet.pen.text(200, 120, 600, Type::card, "Sprachcafé");
  sheet.pen.text(200, 200, 600, Type::small, "Bücherhalle Harburg");
  sheet.pen.target({100, 100, 800, 200}, {"go", "event/a"}, "Sprachcafé");
  sheet.pen.target({100, 310, 800, 200}, {"go", "event/b"}, "Chor");
  CHECK(sheet.found() == std::vector<std::string>{});
}

TEST_CASE("words that are cut are a fault") {
  Sheet sheet;
  TextOptions options;
  options.maximum_lines = 1;
  sheet.pen.text(100, 100, 120, Type::body, "Veranstaltungen und Angebote", options);
  CHECK(sheet.finds("cut: \"Veranstaltungen und Angebote\""));
}

TEST_CASE("words that meet other words are a fault, neighbours are none") {
  Sheet sheet;
  sheet.pen.text(100, 100, 600, Type::body, "Mittwoch, 25. November");
  sheet.pen.text(300, 110, 600, Type::body, "Rathaus Harburg");
  CHECK(sheet.finds("meets"));
  Sheet apart;
  apart.pen.text(100, 100, 600, Type::body, "Mittwoch, 25. November");
  apart.pen.text(100, 100 + apart.look.metrics.line_height(Type::body), 600, Type::body, "Rathaus Harburg");
  CHECK(apart.found().empty());
}

TEST_CASE("words that stick out of their box or run off the screen are a fault") {
  Sheet sheet;
  sheet.pen.box({100, 100, 300, 60}, sheet.look.theme.card);
  sheet.pen.text(110, 110, 600, Type::body, "Ein langer Name im kleinen Feld");
  CHECK(sheet.finds("sticks out of its box"));
  Sheet low;
  low.pen.text(100, 1900, 600, Type::body, "Unten");
  CHECK(low.finds("runs off"));
}

TEST_CASE("words in a scrolling list may lie below the fold") {
  Sheet sheet;
  sheet.layer.scrolls = true;
  sheet.layer.content_height = 4000;
  sheet.pen.text(100, 3000, 600, Type::body, "Unten");
  CHECK(sheet.found().empty());
}

TEST_CASE("quiet words on a quiet ground are a fault, disabled icons are none") {
  Sheet sheet;
  TextOptions options;
  options.ink = colour(0xA0A0A0);
  sheet.pen.text(100, 100, 600, Type::body, "blass", options);
  CHECK(sheet.finds("contrast"));
  Sheet disabled;
  disabled.pen.icon(100, 100, 100, "home", colour(0xA0A0A0));
  disabled.pen.target({80, 80, 140, 140}, {"back", ""}, "Zurück", 0, false);
  CHECK(disabled.found().empty());
}

TEST_CASE("high contrast asks for more") {
  Sheet sheet;
  TextOptions options;
  options.ink = colour(0x55504A);
  sheet.pen.text(100, 100, 600, Type::body, "ruhig", options);
  CHECK(sheet.found().empty());
  sheet.look.theme.high_contrast = true;
  CHECK(sheet.finds("contrast"));
}

TEST_CASE("targets smaller than a finger or without room between them are a fault") {
  Sheet sheet;
  sheet.pen.target({100, 100, 60, 60}, {"go", "a"}, "klein");
  CHECK(sheet.finds("smaller than a finger: \"klein\""));
  Sheet near;
  near.pen.target({100, 100, 200, 100}, {"go", "a"}, "eins");
  near.pen.target({302, 100, 200, 100}, {"go", "b"}, "zwei");
  CHECK(near.finds("too near to \"zwei\": \"eins\""));
}

TEST_CASE("the keys of a keyboard may be smaller and nearer") {
  Sheet sheet;
  const float key = sheet.look.metrics.mm(13), step = key + sheet.look.metrics.mm(1.5f);
  sheet.pen.target({100, 100, key, key}, {"key", "q"}, "q");
  sheet.pen.target({100 + step, 100, key, key}, {"key", "w"}, "w");
  CHECK(sheet.found().empty());
}
