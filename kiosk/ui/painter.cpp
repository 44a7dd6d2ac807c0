#include "kiosk/ui/painter.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/qr.h"

namespace treffpunkt::ui {
namespace {

struct Placed {
  ImDrawList& list;
  const Paint& paint;
  ImVec2 origin;  // of the layer's content on the canvas

  ImVec2 min(const Rect& rect) const { return {origin.x + std::round(rect.x), origin.y + std::round(rect.y)}; }
  ImVec2 max(const Rect& rect) const { return {origin.x + std::round(rect.right()), origin.y + std::round(rect.bottom())}; }
};

void paint_box(const Placed& at, const Node& node) {
  const ImVec2 min = at.min(node.rect), max = at.max(node.rect);
  if (node.border && node.fill) {
    // Two fills meet without the seam that a stroke over a fill leaves at rounded corners.
    const float width = node.border_width;
    at.list.AddRectFilled(min, max, node.border, node.radius);
    at.list.AddRectFilled({min.x + width, min.y + width}, {max.x - width, max.y - width}, node.fill,
                          std::max(0.f, node.radius - width));
  } else if (node.fill) {
    at.list.AddRectFilled(min, max, node.fill, node.radius);
  } else if (node.border) {
    const float half = node.border_width / 2;
    at.list.AddRect({min.x + half, min.y + half}, {max.x - half, max.y - half}, node.border, node.radius, 0,
                    node.border_width);
  }
}

void paint_picture(const Placed& at, const Node& node) {
  const ImVec2 min = at.min(node.rect), max = at.max(node.rect);
  const Texture texture = at.paint.picture(node.object, static_cast<int>(max.x - min.x));
  if (!texture.id || texture.width <= 0 || texture.height <= 0) {
    at.list.AddRectFilled(min, max, at.paint.theme->soft.fill, node.radius);
    return;
  }
  // Fill the rectangle, cutting what is over on the longer side.
  const float have = static_cast<float>(texture.width) / static_cast<float>(texture.height);
  const float want = (max.x - min.x) / (max.y - min.y);
  ImVec2 uv0(0, 0), uv1(1, 1);
  if (have > want) {
    const float cut = (1 - want / have) / 2;
    uv0.x = cut;
    uv1.x = 1 - cut;
  } else {
    const float cut = (1 - have / want) / 2;
    uv0.y = cut;
    uv1.y = 1 - cut;
  }
  at.list.AddImageRounded(reinterpret_cast<ImTextureID>(texture.id), min, max, uv0, uv1, colour(0xFFFFFF), node.radius);
}

void paint_qr(const Placed& at, const Node& node) {
  const ImVec2 min = at.min(node.rect), max = at.max(node.rect);
  at.list.AddRectFilled(min, max, colour(0xFFFFFF));
  // Whole pixels a module: a blurred edge costs a phone camera more than a slightly smaller code.
  const int modules = node.modules_per_row + 2 * kQuietZone;
  const float module = std::floor((max.x - min.x) / static_cast<float>(modules));
  const float margin = std::floor(((max.x - min.x) - module * static_cast<float>(node.modules_per_row)) / 2);
  for (int row = 0; row < node.modules_per_row; ++row) {
    for (int column = 0; column < node.modules_per_row; ++column) {
      if (!node.modules[static_cast<std::size_t>(row * node.modules_per_row + column)]) continue;
      int end = column + 1;
      while (end < node.modules_per_row && node.modules[static_cast<std::size_t>(row * node.modules_per_row + end)]) ++end;
      const float y = min.y + margin + module * static_cast<float>(row);
      at.list.AddRectFilled({min.x + margin + module * static_cast<float>(column), y},
                            {min.x + margin + module * static_cast<float>(end), y + module}, colour(0x000000));
      column = end - 1;
    }
  }
}

void paint_shape(const Placed& at, const Node& node) {
  at.list.PathClear();
  for (std::size_t i = 0; i + 1 < node.points.size(); i += 2) {
    at.list.PathLineTo({at.origin.x + node.points[i], at.origin.y + node.points[i + 1]});
  }
  at.list.PathFillConvex(node.fill);
}

void paint_node(const Placed& at, const Node& node) {
  switch (node.kind) {
    case Node::Kind::box: return paint_box(at, node);
    case Node::Kind::shape: return paint_shape(at, node);
    case Node::Kind::picture: return paint_picture(at, node);
    case Node::Kind::qr: return paint_qr(at, node);
    case Node::Kind::text: break;
  }
  const ImVec2 min = at.min(node.rect);
  at.paint.atlas->emit(at.list, *node.layout, min.x, min.y, node.inks, node.mark);
}

void paint_scrollbar(ImDrawList& list, const Layer& layer, const Paint& paint) {
  const float share = layer.viewport.height / layer.content_height;
  if (share >= 1) return;
  const float length = std::max(40.f, layer.viewport.height * share);
  const float way = std::clamp(paint.scroll_offset / (layer.content_height - layer.viewport.height), 0.f, 1.f);
  const float y = layer.viewport.y + way * (layer.viewport.height - length);
  const float x = layer.viewport.right() - 10;
  list.AddRectFilled({x, y + 6}, {x + 6, y + length - 6}, paint.theme->border, 3);
}

}  // namespace

void paint(ImDrawList& list, const Scene& scene, const Paint& paint) {
  const Layer* scrolling = scene.scrolling();
  for (std::size_t i = 0; i < scene.layers.size(); ++i) {
    const Layer& layer = scene.layers[i];
    const float offset = layer.scrolls && (&layer == scrolling || !scrolling) ? paint.scroll_offset : 0;
    const Rect seen{0, offset, layer.viewport.width, layer.viewport.height};
    list.PushClipRect({layer.viewport.x, layer.viewport.y}, {layer.viewport.right(), layer.viewport.bottom()}, true);
    const bool moved = layer.part == paint.moved;
    const Placed at{list, paint, {layer.viewport.x + (moved ? paint.dx : 0), layer.viewport.y - offset + (moved ? paint.dy : 0)}};
    for (const Node& node : layer.nodes) {
      if (node.rect.intersects(seen)) paint_node(at, node);
    }
    if (paint.pressed && paint.pressed->layer == i && paint.pressed->target < layer.targets.size()) {
      const Target& target = layer.targets[paint.pressed->target];
      list.AddRectFilled(at.min(target.rect), at.max(target.rect), paint.theme->pressed, target.radius);
    }
    list.PopClipRect();
    if (layer.scrolls) paint_scrollbar(list, layer, paint);
  }
}

}  // namespace treffpunkt::ui
