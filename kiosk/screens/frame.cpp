#include "kiosk/screens/frame.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/question.h"
#include "kiosk/screens/skyline.h"
#include "kiosk/screens/writing.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

constexpr float kRoomForStripsMm = 50;  // above the keyboard
constexpr float kLeastOfListMm = 15;    // less of it is nothing to look at
constexpr float kGutterMm = 18;         // for the scroll buttons beside a list

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

void add_strips(ui::Scene& scene, const Frame& frame, float& top) {
  if (frame.demo) {
    const auto words = frame.words(frame.look.metrics.small_panel() ? "frame.demo_short" : "frame.demo");
    scene.layers.push_back(strip(frame, top, "info", words, frame.look.theme.hue("amber")));
    top += scene.layers.back().viewport.height;
  }
  for (const auto& notice : frame.notices) {
    if (!stands_above(notice, frame)) continue;
    const auto chosen = choose_translation(notice.text, frame.words.language.tag);
    const bool urgent = notice.priority == Priority::high;
    scene.layers.push_back(strip(frame, top, urgent ? "warning" : "campaign", chosen.text,
                                 urgent ? frame.look.theme.urgent : frame.look.theme.friendly));
    top += scene.layers.back().viewport.height;
  }
}

Page page_on(ui::Layer& layer, const Frame& frame, bool gutter) {
  Page page(layer, frame.look, frame.words, frame.moment, frame.site);
  page.touch_words = &frame.touch_words;
  page.service = frame.service;
  page.visitor = frame.visitor;
  // In landscape the scroll buttons have a gutter of their own; in portrait they float over the list's end.
  if (gutter && frame.look.metrics.landscape()) page.width -= frame.look.metrics.mm(kGutterMm);
  return page;
}

ui::Layer head(const Screen& screen, const Frame& frame, float top) {
  ui::Layer layer;
  layer.part = ui::Layer::Part::screen;
  layer.viewport = {0, top, frame.look.metrics.width, 0};
  Page page = page_on(layer, frame, frame.visitor.has_bar);
  const bool small = frame.look.metrics.small_panel();
  page.space(small ? 3.f : 8.f);
  screen.build_head(page);
  page.space(small ? 2.f : 4.f);
  layer.viewport.height = page.y;
  return layer;
}

enum class Head { none, above, within };

ui::Layer main_part(const Screen& screen, const Frame& frame, const ui::Rect& viewport, Head head) {
  const auto& metrics = frame.look.metrics;
  ui::Layer main;
  main.part = ui::Layer::Part::screen;
  main.viewport = viewport;
  if (viewport.height < metrics.mm(kLeastOfListMm)) return main;
  main.scrolls = screen.has_bar();
  Page page = page_on(main, frame, screen.has_bar());
  if (metrics.small_panel() && screen.has_bar()) notices_in_the_text(page, frame);
  if (!screen.bleeds()) page.space(head == Head::above ? 2.f : metrics.small_panel() ? 4.f : 9.f);
  if (head == Head::within) {
    screen.build_head(page);
    page.space(4);
  }
  screen.build(page);
  main.content_height = page.y;
  // The last line must come clear of the buttons that float over it.
  if (main.scrolls && main.content_height > main.viewport.height) main.content_height += metrics.mm(30);
  return main;
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
  // While a keyboard leaves less room than they take, a finger scrolls, or the keyboard is put away.
  if (viewport.height < height) return layer;
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

ui::Scene compose(const Screen& screen, const Frame& outer) {
  const auto& metrics = outer.look.metrics;
  Frame frame = outer;
  const auto field = screen.field();
  frame.visitor.writing = field && !frame.visitor.keyboard.hidden.value_or(!field->at_once);
  // A small panel has no room for both the bar and the keyboard, nor for what reach mode leaves empty.
  const bool crowded = frame.visitor.writing && metrics.small_panel();
  frame.visitor.has_bar = screen.has_bar() && !crowded;
  ui::Scene scene;
  scene.background = frame.look.theme.paper;
  float top = 0, bottom = metrics.canvas_height() - (frame.visitor.has_bar ? bar_height(frame) : 0);
  const ui::Rect bar_place{0, bottom, metrics.width, metrics.canvas_height() - bottom};
  std::optional<ui::Layer> keyboard;
  if (frame.visitor.writing) {
    keyboard = keyboard_layer(frame, *field, bottom);
    bottom -= keyboard->viewport.height;
    keyboard->viewport.y = bottom;
  }
  // The lowest panels show nothing but what is typed meanwhile, so that there is nothing to say about it either.
  const bool silent = keyboard && bottom < metrics.mm(kRoomForStripsMm);
  if (!silent && !screen.bare()) add_strips(scene, frame, top);
  if (top < metrics.above && !crowded) {
    scene.layers.push_back(band(frame, {0, top, metrics.width, metrics.above - top}));
    top = metrics.above;
  }
  // While nobody writes, a small panel's list has all the room there is: the field scrolls with it.
  const auto place = !field ? Head::none : frame.visitor.writing || !metrics.small_panel() ? Head::above : Head::within;
  if (place == Head::above) {
    scene.layers.push_back(head(screen, frame, top));
    top += scene.layers.back().viewport.height;
  }
  scene.layers.push_back(main_part(screen, frame, {0, top, metrics.width, std::max(0.f, bottom - top)}, place));
  if (screen.has_bar()) {
    const auto& main = scene.layers.back();
    scene.layers.push_back(scroll_buttons(frame, main.viewport, main.content_height, true, false));
  }
  if (keyboard) scene.layers.push_back(std::move(*keyboard));
  if (frame.visitor.has_bar) scene.layers.push_back(bar(frame, bar_place));
  if (frame.more_open) append_more(scene, frame);
  if (frame.still_there) append_still_there(scene, frame);
  return scene;
}

}  // namespace treffpunkt::screens
