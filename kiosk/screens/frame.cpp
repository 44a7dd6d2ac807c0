#include "kiosk/screens/frame.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/screens/code_card.h"
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

float scroll_button_side(const ui::Metrics& metrics) { return metrics.mm(metrics.small_panel() ? 20.f : 22.f); }

// In portrait the scroll buttons stand in a band between list and bar, where they cover no words; what is private has there,
// in every position, what closes it at once. Landscape panels have a gutter beside the list.
bool has_foot(const Screen& screen, const ui::Metrics& metrics) {
  return screen.has_bar() && (screen.is_private() || (!metrics.landscape() && bar_end(metrics) == 0));
}
float foot_height(const ui::Metrics& metrics) { return scroll_button_side(metrics) + 2 * metrics.mm(metrics.small_panel() ? 1.f : 3.f); }

// An empty one where a keyboard leaves no room: a finger scrolls, or the keyboard is put away.
ui::Rect buttons_place(const Frame& frame, const ui::Rect& list, bool foot) {
  const auto& metrics = frame.look.metrics;
  if (const float end = bar_end(metrics); end > 0 && frame.visitor.has_bar) {
    const float height = bar_height(frame);
    return {frame.look.right_to_left ? 0 : metrics.width - end, metrics.canvas_height() - height, end, height};
  }
  const float side = scroll_button_side(metrics), between = metrics.mm(3), margin = metrics.mm(metrics.small_panel() ? 3.f : 6.f);
  const float width = foot ? 2 * side + between + metrics.margin() : side + margin + metrics.mm(2);
  const float x = frame.look.right_to_left ? list.x : list.right() - width;
  if (foot) return {x, list.bottom(), width, foot_height(metrics)};
  const float height = 2 * side + between + margin;
  if (list.height < height) return {};
  return {x, list.bottom() - height, width, height};
}

ui::Layer foot(const Frame& frame, const ui::Rect& viewport, bool is_private) {
  ui::Layer layer;
  layer.viewport = viewport;
  // As in the bar, larger words would not fit on a small panel.
  ui::Look look = frame.look;
  if (look.metrics.small_panel()) look.metrics.large_text = false;
  ui::Pen pen(layer, look, viewport.width);
  const auto& metrics = look.metrics;
  pen.box({0, 0, viewport.width, viewport.height}, frame.look.theme.paper);
  pen.box({0, 0, viewport.width, 2}, frame.look.theme.line);
  if (!is_private) return layer;
  const auto& tone = frame.look.theme.danger;
  const float side = scroll_button_side(metrics), margin = metrics.margin(), size = metrics.mm(9), padding = metrics.mm(4);
  const float width = std::min(viewport.width - 2 * margin - 2 * side - metrics.mm(7), metrics.mm(150));
  const ui::Rect rect{margin, std::round((viewport.height - side) / 2), width, side};
  pen.box(rect, tone.fill, metrics.mm(4), tone.border, 3);
  pen.icon(rect.x + padding, std::round(rect.y + (side - size) / 2), size, "close", tone.icon);
  ui::TextOptions options;
  options.ink = tone.ink;
  options.maximum_lines = metrics.small_panel() ? 2 : 3;
  const auto words = frame.words("help.wipe");
  const float x = rect.x + size + 2 * padding, inner = rect.right() - padding - x;
  const float lines = pen.measure(words, Type::small_bold, inner, options)->height;
  pen.text(x, std::round(rect.y + (side - lines) / 2), inner, Type::small_bold, words, options);
  pen.target(rect, {"wipe", ""}, words, metrics.mm(4));
  return layer;
}

// A small panel has no room for a banner that always stands there; there it is part of the text, and the attract screen, which
// has no text, leaves it to home.
bool stands_above(const Notice& notice, const Frame& frame) {
  return notice.priority == Priority::high || !frame.look.metrics.small_panel();
}

// kiosk/app/stick_news.h lists the results.
std::string_view stick_words(std::string_view result) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kWords = {{{"activated", "stick.activated"},
                                                                                          {"damaged", "stick.damaged"},
                                                                                          {"no_feed", "stick.no_feed"},
                                                                                          {"no_space", "stick.no_space"},
                                                                                          {"older", "stick.older"},
                                                                                          {"reading", "stick.reading"},
                                                                                          {"same", "stick.same"},
                                                                                          {"unsigned", "stick.unsigned"}}};
  for (const auto& [name, key] : kWords) {
    if (name == result) return key;
  }
  return {};
}

void add_strips(ui::Scene& scene, const Frame& frame, float& top) {
  if (frame.demo) {
    const auto words = frame.words(frame.look.metrics.small_panel() ? "frame.demo_short" : "frame.demo");
    scene.layers.push_back(strip(frame, top, "info", words, frame.look.theme.hue("amber")));
    top += scene.layers.back().viewport.height;
  }
  if (const auto key = stick_words(frame.stick); !key.empty()) {
    const auto& tone = frame.stick == "activated" ? frame.look.theme.friendly : frame.look.theme.calm;
    scene.layers.push_back(strip(frame, top, "usb", frame.words(key), tone));
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
  page.films = frame.films;
  page.said = frame.said;
  page.visitor = frame.visitor;
  if (gutter && frame.look.metrics.landscape()) page.width -= frame.look.metrics.mm(kGutterMm);
  return page;
}

ui::Layer head(const Screen& screen, const Frame& frame, float top) {
  ui::Layer layer;
  layer.part = ui::Layer::Part::screen;
  layer.viewport = {0, top, frame.look.metrics.width, 0};
  Page page = page_on(layer, frame, frame.visitor.has_bar && !has_foot(screen, frame.look.metrics));
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
  Page page = page_on(main, frame, screen.has_bar() && !has_foot(screen, metrics));
  for (const auto& notice : frame.notices) {
    if (screen.has_bar() && !stands_above(notice, frame)) page.notices.push_back(page.plain(notice.text));
  }
  if (!screen.bleeds()) page.space(head == Head::above ? 2.f : metrics.small_panel() ? 4.f : 9.f);
  if (head == Head::within) {
    screen.build_head(page);
    page.space(4);
  }
  screen.build(page);
  page.place_notices();
  if (screen.has_bar()) page.translation_footer();
  main.content_height = page.y + (screen.has_bar() ? metrics.mm(6) : 0);
  return main;
}

}  // namespace

ui::Layer scroll_buttons(const Frame& frame, const ui::Rect& place, bool scrolls, bool at_start, bool at_end) {
  ui::Layer layer;
  layer.part = ui::Layer::Part::scroll_buttons;
  const auto& metrics = frame.look.metrics;
  const bool stacked = place.height > place.width, in_bar = bar_end(metrics) > 0;
  const float side = in_bar ? metrics.mm(20) : scroll_button_side(metrics), between = metrics.mm(in_bar ? 2.f : 3.f);
  const float width = place.width;
  layer.viewport = place;
  if (!scrolls || place.width <= 0) return layer;
  ui::Pen pen(layer, frame.look, width);
  const auto& theme = frame.look.theme;
  const struct {
    std::string_view icon, key, argument;
    bool enabled;
  } buttons[] = {{"keyboard_arrow_up", "scroll.up", "up", !at_start}, {"keyboard_arrow_down", "scroll.down", "down", !at_end}};
  float left = stacked ? metrics.mm(2) : 0;
  float top = in_bar ? std::round((place.height - 2 * side - between) / 2) : stacked ? 0 : std::round((place.height - side) / 2);
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
  for (std::size_t i = 0; i < scene.layers.size(); ++i) {
    if (scene.layers[i].part == ui::Layer::Part::scroll_buttons) return i;
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
  auto main = main_part(screen, frame, {0, top, metrics.width, std::max(0.f, bottom - top)}, place);
  const float foot_high = foot_height(metrics);
  const bool with_foot = has_foot(screen, metrics) && main.viewport.height >= foot_high + metrics.mm(kLeastOfListMm);
  if (with_foot && (screen.is_private() || main.content_height > main.viewport.height)) {
    main.viewport.height -= foot_high;
    scene.layers.push_back(foot(frame, {0, main.viewport.bottom(), metrics.width, foot_high}, screen.is_private()));
  }
  const ui::Rect list = main.viewport;
  const bool scrolls = main.content_height > list.height;
  scene.layers.push_back(std::move(main));
  if (keyboard) scene.layers.push_back(std::move(*keyboard));
  if (frame.visitor.has_bar) scene.layers.push_back(bar(frame, bar_place));
  if (screen.has_bar()) {
    const auto buttons = has_foot(screen, metrics) && !with_foot ? ui::Rect{} : buttons_place(frame, list, with_foot);
    scene.layers.push_back(scroll_buttons(frame, buttons, scrolls, true, false));
  }
  append_listening(scene, frame, bar_place.y);
  if (frame.watching) append_watching(scene, frame);
  if (frame.code) append_code(scene, frame, *frame.code);
  if (frame.more_open) append_more(scene, frame);
  if (frame.still_there) append_still_there(scene, frame);
  return scene;
}

}  // namespace treffpunkt::screens
