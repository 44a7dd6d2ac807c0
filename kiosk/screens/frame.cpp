#include "kiosk/screens/frame.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::screens {
namespace {

using ui::Type;

struct BarButton {
  std::string_view icon;
  std::string label;
  ui::Action action;
  bool enabled = true;
};

std::vector<BarButton> bar_buttons(const Frame& frame) {
  const auto& words = frame.words;
  const bool large = frame.look.metrics.large_text, contrast = frame.look.theme.high_contrast;
  std::vector<BarButton> buttons = {{"home", words("bar.home"), {"home", ""}},
                                    {"arrow_back", words("bar.back"), {"back", ""}, frame.can_go_back},
                                    {"language", words("bar.language"), {"go", "language"}}};
  const BarButton size{"format_size", words(large ? "bar.smaller" : "bar.larger"), {"large_text", large ? "off" : "on"}};
  const BarButton tone{"contrast", words(contrast ? "bar.colours" : "bar.contrast"), {"contrast", contrast ? "off" : "on"}};
  if (frame.look.metrics.width_mm() < 190) {
    buttons.push_back({"more_horiz", words("bar.more"), {"more", frame.more_open ? "off" : "on"}});
  } else {
    buttons.push_back(size);
    buttons.push_back(tone);
  }
  return buttons;
}

// Beside one another on a small panel, larger words would not fit; there the bar keeps its size.
ui::Look bar_look(const Frame& frame) {
  ui::Look look = frame.look;
  if (look.metrics.small_panel()) look.metrics.large_text = false;
  return look;
}

float bar_height(const Frame& frame) {
  const auto metrics = bar_look(frame).metrics;
  const float icon = metrics.mm(metrics.small_panel() ? 8.f : 11.f);
  return std::max(metrics.mm(20), icon + metrics.line_height(Type::small_bold) + metrics.mm(metrics.small_panel() ? 2.f : 7.f));
}

ui::Layer bar(const Frame& frame, const ui::Rect& viewport) {
  ui::Layer layer;
  layer.viewport = viewport;
  const ui::Look look = bar_look(frame);
  ui::Pen pen(layer, look, viewport.width);
  const auto& theme = look.theme;
  pen.box({0, 0, viewport.width, viewport.height}, theme.card);
  pen.box({0, 0, viewport.width, theme.high_contrast ? 3.f : 2.f}, theme.line);
  const auto buttons = bar_buttons(frame);
  const float width = viewport.width / static_cast<float>(buttons.size());
  const float icon = pen.mm(look.metrics.small_panel() ? 8.f : 11.f);
  const float line = look.metrics.line_height(Type::small_bold);
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    const auto& button = buttons[i];
    const float x = std::round(width * static_cast<float>(i));
    // Disabled is quieter but still readable; the touch does nothing.
    const ui::Colour ink = button.enabled ? theme.accent : theme.high_contrast ? theme.quiet_ink : theme.border;
    const float top = std::round((viewport.height - icon - line) / 2);
    pen.icon(std::round(x + (width - icon) / 2), top, icon, button.icon, ink);
    ui::TextOptions options;
    options.ink = ink;
    options.align = text::Align::centre;
    options.maximum_lines = 1;
    pen.text(x, top + icon, std::floor(width), Type::small_bold, button.label, options);
    pen.target({x, 0, std::floor(width), viewport.height}, button.action, button.label, pen.mm(3), button.enabled);
  }
  return layer;
}

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

// A white card in the middle of a dimmed screen; `write` fills it and moves the page's cursor.
template <typename Write>
ui::Layer question(const Frame& frame, const Write& write) {
  const auto& metrics = frame.look.metrics;
  ui::Layer layer;
  layer.viewport = {0, 0, metrics.width, metrics.height};
  layer.modal = true;
  ui::Pen pen(layer, frame.look, metrics.width);
  const auto& theme = frame.look.theme;
  pen.box({0, 0, metrics.width, metrics.height}, theme.scrim);
  const float width = std::min(metrics.width - 2 * metrics.mm(4), metrics.mm(230)), padding = metrics.mm(metrics.small_panel() ? 4.f : 10.f);
  const auto fill = [&](ui::Layer& into) {
    Page page(into, frame.look, frame.words, frame.moment, frame.site);
    page.left = std::round((metrics.width - width) / 2) + padding;
    page.width = width - 2 * padding;
    write(page);
    return page.y;
  };
  ui::Layer trial = layer;
  const float height = fill(trial) + 2 * padding;
  const float top = std::round(std::max(0.f, (metrics.height - height) * 0.6f));  // within reach of a low hand
  pen.box({std::round((metrics.width - width) / 2), top, width, height}, theme.card, metrics.mm(6), theme.high_contrast ? theme.line : theme.card, 3);
  const std::size_t first_node = layer.nodes.size(), first_target = layer.targets.size();
  fill(layer);
  for (std::size_t i = first_node; i < layer.nodes.size(); ++i) layer.nodes[i].rect.y += top + padding;
  for (std::size_t i = first_target; i < layer.targets.size(); ++i) layer.targets[i].rect.y += top + padding;
  return layer;
}

ui::Layer still_there_question(const Frame& frame) {
  return question(frame, [&](Page& page) {
    page.title(page.words("still.title"));
    page.paragraph(page.words("still.countdown", {{"seconds", static_cast<long long>(*frame.still_there)}}));
    page.space(5);
    page.button("touch_app", page.words("still.yes"), {"stay", ""}, page.theme().filled);
  });
}

ui::Layer more_panel(const Frame& frame) {
  ui::Layer layer = question(frame, [&](Page& page) {
    const bool large = page.metrics().large_text, contrast = page.theme().high_contrast;
    page.button("format_size", page.words(large ? "bar.smaller" : "bar.larger"), {"large_text", large ? "off" : "on"}, outlined(page.theme()));
    page.space(3);
    page.button("contrast", page.words(contrast ? "bar.colours" : "bar.contrast"), {"contrast", contrast ? "off" : "on"}, outlined(page.theme()));
    page.space(3);
    page.button("close", page.words("more.close"), {"more", "off"}, page.theme().filled);
  });
  return layer;
}

// A small panel has no room for a banner that always stands there; there it scrolls away with the text.
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
    pen.box(rect, fill, side / 2, theme.high_contrast ? ink : 0, 3);
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
  if (frame.demo) {
    scene.layers.push_back(strip(frame, top, "info", frame.words(metrics.small_panel() ? "frame.demo_short" : "frame.demo"), frame.look.theme.hue("amber")));
    top += scene.layers.back().viewport.height;
  }
  for (const auto& notice : frame.notices) {
    if (!stands_above(notice, frame)) continue;
    const auto chosen = choose_translation(notice.text, frame.words.language.tag);
    scene.layers.push_back(strip(frame, top, notice.priority == Priority::high ? "warning" : "campaign", chosen.text,
                                 notice.priority == Priority::high ? frame.look.theme.urgent : frame.look.theme.friendly));
    top += scene.layers.back().viewport.height;
  }
  const float bar_top = screen.has_bar() ? metrics.height - bar_height(frame) : metrics.height;

  ui::Layer main;
  main.viewport = {0, top, metrics.width, bar_top - top};
  main.scrolls = screen.has_bar();
  {
    Page page(main, frame.look, frame.words, frame.moment, frame.site);
    page.touch_words = &frame.touch_words;
    // In landscape the scroll buttons have a gutter of their own; in portrait they float over the list's end.
    if (screen.has_bar() && metrics.landscape()) page.width -= metrics.mm(18);
    if (metrics.small_panel()) notices_in_the_text(page, frame);
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
    scene.layers.push_back(bar(frame, {0, bar_top, metrics.width, metrics.height - bar_top}));
  }
  if (frame.more_open) scene.layers.push_back(more_panel(frame));
  if (frame.still_there) scene.layers.push_back(still_there_question(frame));
  return scene;
}

}  // namespace treffpunkt::screens
