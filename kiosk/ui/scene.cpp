#include "kiosk/ui/scene.h"

#include <cmath>
#include <cstdio>

namespace treffpunkt::ui {
namespace {

std::string place(const Rect& rect) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%ld,%ld %ldx%ld", std::lround(rect.x), std::lround(rect.y),
                std::lround(rect.width), std::lround(rect.height));
  return buffer;
}

std::string describe(const Node& node) {
  switch (node.kind) {
    case Node::Kind::box: return "box " + place(node.rect);
    case Node::Kind::shape: return "shape " + place(node.rect);
    case Node::Kind::picture: return "picture " + place(node.rect) + " " + node.object.substr(0, 8);
    case Node::Kind::qr: return "qr " + place(node.rect) + " " + std::to_string(node.modules_per_row);
    case Node::Kind::text: break;
  }
  std::string line = (node.icon ? "icon " : "text ") + place(node.rect);
  if (!node.icon) line += " lines=" + std::to_string(node.layout->lines.size()) + " \"" + node.words + "\"";
  if (node.layout->ellipsized) line += " ellipsized";
  return line;
}

}  // namespace

const Layer* Scene::scrolling() const {
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
    if (layer->modal) return nullptr;
    if (layer->scrolls) return &*layer;
  }
  return nullptr;
}

std::string dump(const Scene& scene) {
  std::string out;
  for (const auto& layer : scene.layers) {
    out += "layer " + place(layer.viewport) + (layer.scrolls ? " scrolls" : "") + (layer.modal ? " modal" : "") + "\n";
    for (const auto& node : layer.nodes) out += "  " + describe(node) + "\n";
    for (const auto& target : layer.targets) {
      out += "  target " + place(target.rect) + " " + target.action.name +
             (target.action.argument.empty() ? "" : " " + target.action.argument) + " \"" + target.label + "\"" +
             (target.enabled ? "" : " disabled") + "\n";
    }
  }
  return out;
}

}  // namespace treffpunkt::ui
