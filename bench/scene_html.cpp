#include "bench/scene_html.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "kiosk/ui/icons.h"

namespace treffpunkt::bench {
namespace {

using ui::Colour;
using ui::Node;
using ui::Type;

std::string number(float value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", std::round(value * 100) / 100);
  return text;
}

std::string css(Colour colour) {
  char text[16];
  std::snprintf(text, sizeof text, "#%02x%02x%02x%02x", colour & 255, colour >> 8 & 255, colour >> 16 & 255,
                colour >> 24);
  return text;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else if (c == '\n')
      out += "<br>";
    else
      out += c;
  }
  return out;
}

std::string place(const ui::Rect& rect) {
  return "left:" + number(rect.x) + "px;top:" + number(rect.y) + "px;width:" + number(rect.width) +
         "px;height:" + number(rect.height) + "px;";
}

std::string box(const Node& node) {
  std::string style = place(node.rect);
  if (node.fill) style += "background:" + css(node.fill) + ";";
  if (node.border) style += "border:" + number(node.border_width) + "px solid " + css(node.border) + ";";
  if (node.radius > 0) style += "border-radius:" + number(node.radius) + "px;";
  return "<div style=\"" + style + "\"></div>\n";
}

std::string shape(const Node& node) {
  std::string points;
  for (std::size_t i = 0; i + 1 < node.points.size(); i += 2)
    points += number(node.points[i]) + "," + number(node.points[i + 1]) + " ";
  return "<polygon points=\"" + points + "\" fill=\"" + css(node.fill) + "\"/>\n";
}

// What size a text was set in follows from its lines: each size has a height of its own.
Type type_of(const Node& node, const ui::Metrics& metrics) {
  const float line = node.layout->height / static_cast<float>(std::max<std::size_t>(1, node.layout->lines.size()));
  Type best = Type::body;
  for (const auto type :
       {Type::small, Type::body, Type::card, Type::heading, Type::title, Type::display, Type::clock}) {
    if (std::abs(metrics.line_height(type) - line) < std::abs(metrics.line_height(best) - line)) best = type;
  }
  return best;
}

std::string text(const Node& node, const ui::Metrics& metrics) {
  std::string style = place(node.rect) + "color:" + css(node.inks.empty() ? 0xFF000000 : node.inks[0]) + ";";
  if (node.icon) {
    return "<div class=\"icon\" style=\"" + style + "font-size:" + number(node.rect.height) + "px\">" +
           ui::icon(node.words) + "</div>\n";
  }
  const auto type = type_of(node, metrics);
  style +=
      "font-size:" + number(metrics.font_size(type)) + "px;line-height:" + number(metrics.line_height(type)) + "px;";
  if (ui::Metrics::bold(type)) style += "font-weight:bold;";
  if (!node.layout->lines.empty() && node.layout->lines[0].x > 1) {
    const auto& line = node.layout->lines[0];
    const bool centred = std::abs(node.rect.width - line.width - 2 * line.x) < 4;
    style += centred ? "text-align:center;" : "text-align:right;";
  }
  return "<div style=\"" + style + "\">" + escaped(node.words) + "</div>\n";
}

std::string qr(const Node& node) {
  const int count = node.modules_per_row;
  std::string path;
  for (int i = 0; i < count * count; ++i) {
    if (node.modules[static_cast<std::size_t>(i)])
      path += "M" + std::to_string(i % count) + "," + std::to_string(i / count) + "h1v1h-1z";
  }
  const auto size = std::to_string(count);
  return "<svg style=\"" + place(node.rect) + "\" viewBox=\"0 0 " + size + " " + size + "\"><path d=\"" + path +
         "\"/></svg>\n";
}

std::string describe(const Node& node, const PageOptions& options) {
  switch (node.kind) {
    case Node::Kind::box:
      return box(node);
    case Node::Kind::shape:
      return "<svg style=\"left:0;top:0;width:100%;height:100%\">" + shape(node) + "</svg>\n";
    case Node::Kind::qr:
      return qr(node);
    case Node::Kind::text:
      return text(node, options.metrics);
    case Node::Kind::picture:
      break;
  }
  return "<img alt=\"\" style=\"" + place(node.rect) + "object-fit:cover;border-radius:" + number(node.radius) +
         "px\" src=\"file://" + options.picture_file(node.object) + "\">\n";
}

}  // namespace

std::string to_html(const ui::Scene& scene, const PageOptions& options) {
  std::string out = "<!doctype html><html lang=\"" + options.language +
                    "\"><meta charset=\"utf-8\"><title>Treffpunkt</title>\n<style>\n"
                    "html,body{margin:0;overflow:hidden;font-family:'Noto Sans',sans-serif}\n"
                    "body{background:" +
                    css(scene.background) +
                    "}\n"
                    "div,svg,img{position:absolute;box-sizing:border-box}\n"
                    "section{position:absolute;overflow-x:hidden;overflow-y:auto}\n"
                    "section::-webkit-scrollbar{display:none}\n"
                    ".icon{font-family:'Material Icons';line-height:1}\n"
                    "</style>\n";
  for (const auto& layer : scene.layers) {
    out += "<section style=\"" + place(layer.viewport) + "\">\n";
    for (const auto& node : layer.nodes) out += describe(node, options);
    out += "</section>\n";
  }
  return out + "</html>\n";
}

}  // namespace treffpunkt::bench
