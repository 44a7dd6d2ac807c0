#include "kiosk/ui/faults.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

#include "kiosk/ui/qr.h"

namespace treffpunkt::ui {
namespace {

constexpr float kTargetMm = 20, kApartMm = 2;
constexpr float kKeyWidthMm = 12, kKeyHeightMm = 12, kKeysApartMm = 1;
constexpr float kStandsInShare = 0.6f;
constexpr float kRounding = 2;  // pixels that whole-pixel places may cost

std::string place(const Rect& rect) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%ld,%ld %ldx%ld", std::lround(rect.x), std::lround(rect.y), std::lround(rect.width), std::lround(rect.height));
  return buffer;
}

struct Finder {
  const Metrics& metrics;
  bool high_contrast;
  std::vector<std::string> found;

  void say(const std::string& what, const std::string& words, const Rect& where) { found.push_back(what + ": \"" + words + "\" at " + place(where)); }
};

// Where a line has its ink: from the capitals' top to where most letters end.
Rect ink_of(const Node& node, const text::Line& line) {
  const float height = node.layout->height / static_cast<float>(std::max<std::size_t>(1, node.layout->lines.size()));
  return {node.rect.x + line.x, node.rect.y + line.baseline - 0.55f * height, line.width, 0.68f * height};
}

struct Ink {
  const Node* node;
  std::size_t index;  // of the node in its layer
  Rect rect;
};

std::vector<Ink> inks_of(const Layer& layer) {
  std::vector<Ink> inks;
  for (std::size_t i = 0; i < layer.nodes.size(); ++i) {
    const auto& node = layer.nodes[i];
    if (node.kind != Node::Kind::text) continue;
    if (node.icon) {
      inks.push_back({&node, i, node.rect.inset(node.rect.width * 0.12f)});
      continue;
    }
    for (const auto& line : node.layout->lines) {
      if (line.width > 0) inks.push_back({&node, i, ink_of(node, line)});
    }
  }
  return inks;
}

bool holds(const Rect& outer, const Rect& inner) {
  return inner.x >= outer.x - kRounding && inner.y >= outer.y - kRounding && inner.right() <= outer.right() + kRounding && inner.bottom() <= outer.bottom() + kRounding;
}

bool inside(const std::vector<float>& polygon, float x, float y) {
  bool in = false;
  const std::size_t count = polygon.size() / 2;
  for (std::size_t i = 0, j = count - 1; i < count; j = i++) {
    const float xi = polygon[2 * i], yi = polygon[2 * i + 1], xj = polygon[2 * j], yj = polygon[2 * j + 1];
    if ((yi > y) != (yj > y) && x < (xj - xi) * (y - yi) / (yj - yi) + xi) in = !in;
  }
  return in;
}

void check_cut(Finder& finder, const Layer& layer) {
  for (const auto& node : layer.nodes) {
    if (node.kind != Node::Kind::text || node.icon) continue;
    if (node.layout->ellipsized) finder.say("cut", node.words, node.rect);
    if (node.layout->unknown_glyphs > 0) finder.say("no font has all of", node.words, node.rect);
  }
}

void check_within(Finder& finder, const Layer& layer, const std::vector<Ink>& inks) {
  const Rect room{0, 0, layer.viewport.width, layer.scrolls ? std::max(layer.content_height, layer.viewport.height) : layer.viewport.height};
  for (const auto& ink : inks) {
    if (!holds(room, ink.rect)) finder.say("runs off its part of the screen", ink.node->words, ink.rect);
    // The box it stands in is the last one that was drawn beneath its middle.
    const float x = ink.rect.x + ink.rect.width / 2, y = ink.rect.y + ink.rect.height / 2;
    for (std::size_t i = ink.index; i-- > 0;) {
      const auto& box = layer.nodes[i];
      if (box.kind != Node::Kind::box || !box.rect.contains(x, y)) continue;
      if (box.rect.width < kStandsInShare * ink.rect.width) continue;  // a drawing behind it
      if (!holds(box.rect, ink.rect)) finder.say("sticks out of its box " + place(box.rect), ink.node->words, ink.rect);
      break;
    }
  }
}

void check_meeting(Finder& finder, std::vector<Ink> inks) {
  std::sort(inks.begin(), inks.end(), [](const Ink& a, const Ink& b) { return a.rect.y < b.rect.y; });
  for (std::size_t i = 0; i < inks.size(); ++i) {
    for (std::size_t j = i + 1; j < inks.size() && inks[j].rect.y < inks[i].rect.bottom(); ++j) {
      if (inks[i].node == inks[j].node || !inks[i].rect.inset(1).intersects(inks[j].rect.inset(1))) continue;
      finder.say("meets \"" + inks[j].node->words + "\"", inks[i].node->words, inks[i].rect);
    }
  }
}

// What is beneath a point before the node `index` is drawn; nullopt: a picture, or something translucent.
std::optional<Colour> beneath(const Scene& scene, const Layer& layer, std::size_t index, float x, float y) {
  for (std::size_t i = index; i-- > 0;) {
    const auto& node = layer.nodes[i];
    if (!node.rect.contains(x, y)) continue;
    if (node.kind == Node::Kind::picture || node.kind == Node::Kind::qr) return std::nullopt;
    const bool covers = (node.kind == Node::Kind::box && node.fill) || (node.kind == Node::Kind::shape && inside(node.points, x, y));
    if (!covers) continue;
    if (node.fill >> 24 != 0xff) return std::nullopt;
    return node.fill;
  }
  return scene.background;
}

bool disabled_at(const Layer& layer, float x, float y) {
  return std::any_of(layer.targets.begin(), layer.targets.end(), [&](const Target& target) { return !target.enabled && target.rect.contains(x, y); });
}

void check_contrast(Finder& finder, const Scene& scene, const Layer& layer, const std::vector<Ink>& inks) {
  for (const auto& ink : inks) {
    const float x = ink.rect.x + ink.rect.width / 2, y = ink.rect.y + ink.rect.height / 2;
    const auto ground = beneath(scene, layer, ink.index, x, y);
    if (!ground || ink.node->inks.empty()) continue;
    const bool disabled = disabled_at(layer, x, y);
    if (disabled && ink.node->icon) continue;  // WCAG 1.4.11 leaves out what cannot be used now
    const bool large = ink.rect.height > 0.68f * finder.metrics.line_height(Type::heading);
    double least = ink.node->icon ? 3 : disabled || large ? 4.5 : 7;
    if (finder.high_contrast && !disabled) least = 14;
    const double have = contrast(ink.node->inks[0], *ground);
    if (have >= least) continue;
    char measured[64];
    std::snprintf(measured, sizeof measured, "contrast %.1f, wanted %.1f", have, least);
    finder.say(measured, ink.node->words, ink.rect);
  }
}

void check_targets(Finder& finder, const Layer& layer) {
  const float mm = finder.metrics.pixels_per_mm;
  const auto is_key = [](const Target& target) { return target.action.name == "key"; };
  for (std::size_t i = 0; i < layer.targets.size(); ++i) {
    const auto& target = layer.targets[i];
    const float width = is_key(target) ? kKeyWidthMm : kTargetMm, height = is_key(target) ? kKeyHeightMm : kTargetMm;
    if (target.rect.width + kRounding < width * mm || target.rect.height + kRounding < height * mm) finder.say("smaller than a finger", target.label, target.rect);
    for (std::size_t j = i + 1; j < layer.targets.size(); ++j) {
      const auto& other = layer.targets[j];
      const float apart = (is_key(target) && is_key(other) ? kKeysApartMm : kApartMm) * mm - kRounding;
      const Rect around{target.rect.x - apart, target.rect.y - apart, target.rect.width + 2 * apart, target.rect.height + 2 * apart};
      if (around.intersects(other.rect)) finder.say("too near to \"" + other.label + "\"", target.label, target.rect);
    }
  }
}

// A code that is opened by a touch is a picture of itself until then.
void check_codes(Finder& finder, const Layer& layer) {
  for (const auto& node : layer.nodes) {
    if (node.kind != Node::Kind::qr) continue;
    const bool opens = std::any_of(layer.targets.begin(), layer.targets.end(), [&](const Target& target) { return target.action.name == "code" && holds(target.rect, node.rect); });
    const auto modules = static_cast<float>(node.modules_per_row + 2 * kQuietZone);
    const float module = std::floor(node.rect.width / modules) / finder.metrics.pixels_per_mm;
    const bool fills = node.rect.width + modules > std::min(finder.metrics.width, finder.metrics.canvas_height());
    if (opens || fills || module >= kLeastModuleMm) continue;
    char measured[64];
    std::snprintf(measured, sizeof measured, "modules of %.2f mm, wanted %.2f", static_cast<double>(module), static_cast<double>(kLeastModuleMm));
    finder.say(measured, "QR code", node.rect);
  }
}

}  // namespace

std::vector<std::string> faults(const Scene& scene, const Metrics& metrics, bool high_contrast) {
  Finder finder{metrics, high_contrast, {}};
  for (const auto& layer : scene.layers) {
    const auto inks = inks_of(layer);
    check_cut(finder, layer);
    check_within(finder, layer, inks);
    check_meeting(finder, inks);
    check_contrast(finder, scene, layer, inks);
    check_targets(finder, layer);
    check_codes(finder, layer);
    if (!layer.viewport.width || !layer.viewport.height) continue;
    if (!holds({0, 0, metrics.width, metrics.canvas_height()}, layer.viewport)) finder.say("a part of the screen lies outside it", "", layer.viewport);
  }
  return finder.found;
}

}  // namespace treffpunkt::ui
