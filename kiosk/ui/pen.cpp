#include "kiosk/ui/pen.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/icons.h"

namespace treffpunkt::ui {
namespace {

std::string_view turned(std::string_view name) {
  if (name == "chevron_right") return "chevron_left";
  if (name == "chevron_left") return "chevron_right";
  if (name == "arrow_back") return "arrow_forward";
  if (name == "arrow_forward") return "arrow_back";
  return name;
}

}  // namespace

Pen::Pen(Layer& layer, const Look& look, float width) : layer_(layer), look_(look), width_(width) {}

Rect Pen::mirrored(Rect rect) const {
  if (look_.right_to_left) rect.x = width_ - rect.x - rect.width;
  return rect;
}

void Pen::box(Rect rect, Colour fill, float radius, Colour border, float border_width) {
  Node node;
  node.kind = Node::Kind::box;
  node.rect = mirrored(rect);
  node.fill = fill;
  node.radius = radius;
  node.border = border;
  node.border_width = border ? border_width : 0;
  layer_.nodes.push_back(std::move(node));
}

void Pen::shape(std::vector<float> points, Colour fill) {
  Node node;
  node.kind = Node::Kind::shape;
  node.fill = fill;
  if (look_.right_to_left) {
    for (std::size_t i = 0; i < points.size(); i += 2) points[i] = width_ - points[i];
  }
  float left = points[0], right = points[0], top = points[1], bottom = points[1];
  for (std::size_t i = 0; i + 1 < points.size(); i += 2) {
    left = std::min(left, points[i]);
    right = std::max(right, points[i]);
    top = std::min(top, points[i + 1]);
    bottom = std::max(bottom, points[i + 1]);
  }
  node.rect = {left, top, right - left, bottom - top};
  node.points = std::move(points);
  layer_.nodes.push_back(std::move(node));
}

text::Paragraph Pen::paragraph(std::string_view words, Type type, float width, const TextOptions& options) const {
  text::Paragraph paragraph;
  paragraph.text = words;
  paragraph.language = options.shaping_language.empty() ? look_.shaping_language : options.shaping_language;
  paragraph.right_to_left = options.right_to_left.value_or(look_.right_to_left);
  paragraph.size = metrics().font_size(type);
  paragraph.line_height = metrics().line_height(type);
  paragraph.width = std::max(1.f, width);
  paragraph.maximum_lines = options.maximum_lines;
  paragraph.align = options.align;
  paragraph.bold = options.bold.value_or(Metrics::bold(type));
  paragraph.tabular_figures = options.tabular;
  paragraph.spans = options.spans;
  if ((options.struck || options.italic) && !words.empty()) {
    text::Span whole;
    whole.end = words.size();
    whole.struck = options.struck;
    whole.italic = options.italic;
    paragraph.spans.push_back(whole);
  }
  return paragraph;
}

std::shared_ptr<const text::Layout> Pen::measure(std::string_view words, Type type, float width,
                                                 const TextOptions& options) const {
  auto wanted = paragraph(words, type, width, options);
  auto layout = look_.engine->layout(wanted);
  // A short text in another direction than the screen still starts where the screen's texts start.
  if (!options.own_side && options.align != text::Align::centre && layout->right_to_left != look_.right_to_left) {
    wanted.align = options.align == text::Align::start ? text::Align::end : text::Align::start;
    layout = look_.engine->layout(wanted);
  }
  return layout;
}

float Pen::text(float x, float y, float width, Type type, std::string_view words, const TextOptions& options) {
  if (words.empty()) return 0;
  Node node;
  node.kind = Node::Kind::text;
  node.layout = measure(words, type, width, options);
  node.rect = mirrored({x, y, width, node.layout->height});
  node.inks = {options.ink ? options.ink : theme().ink};
  node.inks.insert(node.inks.end(), options.more_inks.begin(), options.more_inks.end());
  node.mark = theme().mark;
  node.words = words;
  const float height = node.layout->height;
  layer_.nodes.push_back(std::move(node));
  return height;
}

void Pen::centred(const Rect& rect, Type type, std::string_view words, TextOptions options) {
  if (words.empty()) return;
  options.align = text::Align::centre;
  const auto layout = measure(words, type, rect.width, options);
  text(rect.x, std::round(rect.y + (rect.height - layout->height) / 2), rect.width, type, words, options);
}

void Pen::icon(float x, float y, float size, std::string_view name, Colour ink) {
  text::Paragraph paragraph;
  paragraph.text = ui::icon(look_.right_to_left ? turned(name) : name);
  paragraph.icons = true;
  paragraph.size = std::round(size);
  paragraph.line_height = std::round(size);
  Node node;
  node.kind = Node::Kind::text;
  node.icon = true;
  node.layout = look_.engine->layout(paragraph);
  node.rect = mirrored({x, y, std::round(size), std::round(size)});
  node.inks = {ink};
  node.words = name;
  layer_.nodes.push_back(std::move(node));
}

void Pen::picture(Rect rect, const std::string& object, float radius) {
  Node node;
  node.kind = Node::Kind::picture;
  node.rect = mirrored(rect);
  node.object = object;
  node.radius = radius;
  layer_.nodes.push_back(std::move(node));
}

void Pen::qr(Rect square, const QrCode& code, std::string_view data) {
  Node node;
  node.kind = Node::Kind::qr;
  node.rect = mirrored(square);
  node.modules = code.modules;
  node.modules_per_row = code.size;
  node.words = data;
  layer_.nodes.push_back(std::move(node));
}

void Pen::target(Rect rect, Action action, std::string_view label, float radius, bool enabled) {
  layer_.targets.push_back({mirrored(rect), std::move(action), std::string(label), radius, enabled});
}

}  // namespace treffpunkt::ui
