#pragma once
// What is on the canvas, as values: layers of nodes to paint and targets to touch. A screen builds a scene when
// something changed (content, language, size, navigation); frames only paint it. One thread, the UI's.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/text/paragraph.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/theme.h"

namespace treffpunkt::ui {

// What a touch asks for. The app gives the names their meaning; see kiosk/app/app.h.
struct Action {
  std::string name;      // "go", "back", "home", "language", ...
  std::string argument;  // "event/sprachcafe"

  bool operator==(const Action&) const = default;
};

struct Node {
  enum class Kind { box, text, picture, qr, shape } kind = Kind::box;
  Rect rect;

  // box and shape
  Colour fill = 0;    // 0: not filled
  Colour border = 0;  // 0: none
  float border_width = 0;
  float radius = 0;
  std::vector<float> points;  // shape: a filled simple polygon, x and y in turn

  // text
  std::shared_ptr<const text::Layout> layout;
  std::vector<Colour> inks;
  Colour mark = 0;
  std::string words;  // the layout's text, for dumps and tests
  bool icon = false;

  // picture: the object's hash; qr: modules row by row
  std::string object;
  std::vector<bool> modules;
  int modules_per_row = 0;
};

struct Target {
  Rect rect;
  Action action;
  std::string label;  // what it is called, for play scripts, dumps and tests
  float radius = 0;
  bool enabled = true;  // false: shown, but a touch does nothing
};

struct Layer {
  // What it is of the whole: the screen arrives from a side, a question from below, the frame stands.
  enum class Part { frame, scroll_buttons, screen, question } part = Part::frame;
  Rect viewport;              // where on the canvas; nodes are relative to its corner, before scrolling
  float content_height = 0;   // more than viewport.height: it scrolls
  bool scrolls = false;
  bool modal = false;         // layers beneath get no touches
  std::vector<Node> nodes;
  std::vector<Target> targets;
};

struct Scene {
  Colour background = 0;
  std::vector<Layer> layers;  // painted in order, touched in reverse

  const Layer* scrolling() const;
};

// One line a node and target, in pixels: what tests compare and people read.
std::string dump(const Scene& scene);

}  // namespace treffpunkt::ui
