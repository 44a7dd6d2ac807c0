#include "kiosk/screens/frame.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/question.h"
#include "kiosk/screens/skyline.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

ui::Layer strip(const Frame& frame, float y, std::string_view icon, std::string_view words, const ui::Tone& tone) {
  ui::Layer layer;
  ui::Pen pen(layer, frame.look, frame.look.metrics.width);
  const float margin = frame.look.metrics.margin(), size = pen.mm(7);
  const float text_x = margin + size + pen.mm(3);
  const float width = frame.look.metrics.width - text_x - margin;
  ui::TextOptions options;
  options.ink = tone.ink;
  options.maximum_lines = 3;
  const float text = pen.measure(words, Type::small_bold, width, options)->height;
  const float height = text + pen.mm(2);
  layer.viewport = {0, y, frame.look.metrics.width, height};
  pen.box({0, 0, layer.viewport.width, height}, tone.fill);
  if (tone.border) pen.box({0, height - 2, layer.viewport.width, 2}, tone.border);
  pen.icon(margin, std::round((height - size) / 2), size, icon, tone.icon);
  pen.text(text_x, std::round((height - text) / 2), width, Type::small_bold, words, options);
  return layer;
}

// What reach mode leaves empty: nothing to touch, nothing to read.
ui::Layer band(const Frame& frame, const ui::Rect& viewport) {
  ui::Layer layer;
  layer.viewport = viewport;
  ui::Pen pen(layer, frame.look, viewport.width);
  pen.box({0, 0, viewport.width, viewport.height}, frame.look.theme.header.fill);
  const float height = std::min(viewport.height, pen.mm(60));
  skyline(pen, {0, viewport.height - height, viewport.width, height});
  return layer;
}

// A small panel has no room for a banner that always stands there; there it scrolls away with the text, and the attract
// screen, which has no text, leaves it to home.
bool stands_above(const Notice& notice, const Frame& frame) {
  return notice.priority == Priority::high || !frame.look.metrics.small_panel();
}

void notices_in_the_text(Page& page, const Frame& frame) {
  for (const auto& notice : frame.notices) {
    if (stands_above(notice, frame)) continue;
    page.space(3);
    page.note("campaign", page.plain(notice.text), page.theme().friendly);
    page.space(3);
  }
}

}  // namespace

ui::Layer scroll_buttons(const Frame& frame, const ui::Rect& viewport, float content_height, bool at_start, bool at_end) {
  ui::Layer layer;
  const auto& metrics = frame.look.metrics;
  const float side = metrics.mm(metrics.small_panel() ? 20.f : 22.f), between = metrics.mm(3), margin = metrics.mm(metrics.small_panel() ? 3.f : 6.f);
  const bool stacked = metrics.landscape();
  const float width = stacked ? side + margin + metrics.mm(2) : 2 * side + between + 2 * margin;
  const float height = stacked ? 2 * side + between + margin : side + margin;
  const float x = frame.look.right_to_left ? viewport.x : viewport.right() - width;
  layer.viewport = {x, viewport.bottom() - height, width, height};
  if (content_height <= viewport.height) return layer;
  ui::Pen pen(layer, frame.look, width);
  const auto& theme = frame.look.theme;
  const struct {
    std::string_view icon, key, argument;
    bool enabled;
  } buttons[] = {{"keyboard_arrow_up", "scroll.up", "up", !at_start}, {"keyboard_arrow_down", "scroll.down", "down", !at_end}};
  float left = stacked ? metrics.mm(2) : margin, top = 0;
  for (const auto& button : buttons) {
    const ui::Rect rect{left, top, side, side};
    const ui::Colour fill = theme.high_contrast ? theme.card : button.enabled ? theme.accent : ui::colour(0xA7BEC9);
    const ui::Colour ink = theme.high_contrast ? (button.enabled ? theme.accent : theme.quiet_ink) : theme.card;
    // The rim tells it from a dark picture beneath.
    pen.box(rect, fill, side / 2, theme.high_contrast ? ink : theme.card, 3);
    const float size = metrics.mm(13);
    pen.icon(std::round(left + (side - size) / 2), std::round(top + (side - size) / 2), size, button.icon, ink);
    pen.target(rect, {"scroll", std::string(button.argument)}, frame.words(button.key), side / 2, button.enabled);
    (stacked ? top : left) += side + between;
  }
  return layer;
}

std::optional<std::size_t> scroll_buttons_layer(const ui::Scene& scene) {
  for (std::size_t i = 0; i + 1 < scene.layers.size(); ++i) {
    if (scene.layers[i].scrolls) return i + 1;
  }
  return std::nullopt;
}

ui::Scene compose(const Screen& screen, const Frame& frame) {
  const auto& metrics = frame.look.metrics;
  ui::Scene scene;
  scene.background = frame.look.theme.paper;
  float top = 0;
  if (frame.demo && !screen.bare()) {
    scene.layers.push_back(strip(frame, top, "info", frame.words(metrics.small_panel() ? "frame.demo_short" : "frame.demo"), frame.look.theme.hue("amber")));
    top += scene.layers.back().viewport.height;
  }
  for (const auto& notice : frame.notices) {
    if (!stands_above(notice, frame) || screen.bare()) continue;
    const auto chosen = choose_translation(notice.text, frame.words.language.tag);
    scene.layers.push_back(strip(frame, top, notice.priority == Priority::high ? "warning" : "campaign", chosen.text,
                                 notice.priority == Priority::high ? frame.look.theme.urgent : frame.look.theme.friendly));
    top += scene.layers.back().viewport.height;
  }
  if (top < metrics.above) {
    scene.layers.push_back(band(frame, {0, top, metrics.width, metrics.above - top}));
    top = metrics.above;
  }
  const float bottom = metrics.canvas_height();
  const float bar_top = screen.has_bar() ? bottom - bar_height(frame) : bottom;

  ui::Layer main;
  main.part = ui::Layer::Part::screen;
  main.viewport = {0, top, metrics.width, bar_top - top};
  main.scrolls = screen.has_bar();
  {
    Page page(main, frame.look, frame.words, frame.moment, frame.site);
    page.touch_words = &frame.touch_words;
    page.service = frame.service;
    // In landscape the scroll buttons have a gutter of their own; in portrait they float over the list's end.
    if (screen.has_bar() && metrics.landscape()) page.width -= metrics.mm(18);
    if (metrics.small_panel() && screen.has_bar()) notices_in_the_text(page, frame);
    if (!screen.bleeds()) page.space(metrics.small_panel() ? 4.f : 9.f);
    screen.build(page);
    main.content_height = page.y;
    // The last line must come clear of the buttons that float over it.
    if (main.scrolls && main.content_height > main.viewport.height) main.content_height += metrics.mm(30);
  }
  const ui::Rect viewport = main.viewport;
  const float content = main.content_height;
  scene.layers.push_back(std::move(main));
  if (screen.has_bar()) {
    scene.layers.push_back(scroll_buttons(frame, viewport, content, true, false));
    scene.layers.push_back(bar(frame, {0, bar_top, metrics.width, bottom - bar_top}));
  }
  if (frame.more_open) append_more(scene, frame);
  if (frame.still_there) append_still_there(scene, frame);
  return scene;
}

}  // namespace treffpunkt::screens
