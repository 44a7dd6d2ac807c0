#include "kiosk/screens/writing.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::screens {
namespace {

using ui::Key;
using ui::Type;

constexpr Type kWritten = Type::card;

ui::TextOptions written_options() {
  ui::TextOptions options;
  options.bold = false;
  return options;
}

std::size_t next_character(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

// The end of the text, as much as there is room for: that is where one writes.
std::string_view visible_end(const Page& page, std::string_view text, float width, int lines) {
  const auto fits = [&](std::string_view part) {
    const auto layout = page.pen.measure(part, kWritten, lines == 1 ? 100000 : width, written_options());
    if (lines > 1) return static_cast<int>(layout->lines.size()) <= lines;
    return layout->lines.empty() || layout->lines[0].width <= width;
  };
  while (!text.empty() && !fits(text)) text.remove_prefix(next_character(text, 0));
  return text;
}

void caret(Page& page, const ui::Rect& words, const text::Layout& layout) {
  const float line = page.metrics().line_height(kWritten), width = std::max(2.f, page.mm(0.8f));
  const auto& last = layout.lines.back();
  // After the last letter: on the side to which the writing runs.
  const bool onward = layout.right_to_left == page.pen.look().right_to_left;
  const float x = onward ? words.x + last.width + page.mm(0.8f) : words.x - width - page.mm(0.8f);
  const float y = words.y + line * static_cast<float>(layout.lines.size() - 1);
  page.pen.box({std::round(x), std::round(y + line * 0.12f), width, std::round(line * 0.76f)}, page.theme().accent);
}

void written(Page& page, const ui::Rect& room, std::string_view hint, int lines) {
  const float line = page.metrics().line_height(kWritten);
  if (page.visitor.typed.empty()) {
    auto options = written_options();
    options.ink = page.theme().quiet_ink;
    options.maximum_lines = 1;
    const float y = std::round(lines == 1 ? room.y + (room.height - line) / 2 : room.y);
    const auto layout = page.pen.measure(hint, Type::body, 100000, options);
    const bool fits = !layout->lines.empty() && layout->lines[0].width <= room.width - page.mm(2);
    if (fits) page.pen.text(room.x + page.mm(2), y, room.width - page.mm(2), Type::body, hint, options);
    const float width = std::max(2.f, page.mm(0.8f));
    if (page.visitor.writing)
      page.pen.box({room.x, y + std::round(line * 0.12f), width, std::round(line * 0.76f)}, page.theme().accent);
    return;
  }
  const auto text = visible_end(page, page.visitor.typed, room.width - page.mm(3), lines);
  const auto options = written_options();
  const float width = room.width - page.mm(2);
  const auto layout = page.pen.measure(text, kWritten, width, options);
  const float y = std::round(lines == 1 ? room.y + (room.height - line) / 2 : room.y);
  const bool onward = layout->right_to_left == page.pen.look().right_to_left;
  const ui::Rect words{room.x + (onward ? 0 : page.mm(2)), y, width, layout->height};
  page.pen.text(words.x, words.y, words.width, kWritten, text, options);
  if (page.visitor.writing && !layout->lines.empty()) caret(page, words, *layout);
}

// Every screen is one tap from home.
void way_home(Page& page, float side) {
  const ui::Rect rect{page.left, page.y, side, side};
  const float size = page.mm(11);
  page.pen.box(rect, page.theme().card, page.mm(4), page.theme().border, 2);
  page.pen.icon(std::round(rect.x + (side - size) / 2), std::round(rect.y + (side - size) / 2), size, "home",
                page.theme().accent);
  page.pen.target(rect, {"home", ""}, page.words("bar.home"), page.mm(4));
}

struct Face {
  std::string icon, words;
};

Face face_of(const Key& key, const Frame& frame, const Field& field) {
  switch (key.kind) {
    case Key::Kind::shift:
      return {"arrow_upward", frame.words("key.shift")};
    case Key::Kind::erase:
      return {"backspace", frame.words("key.erase")};
    case Key::Kind::space:
      return {"space_bar", frame.words("key.space")};
    case Key::Kind::done:
      return {std::string(field.icon), frame.words(field.done)};
    case Key::Kind::letter:
    case Key::Kind::signs:
    case Key::Kind::other:
      break;
  }
  return {"", key.label};
}

Type type_of(const Key& key) {
  if (key.kind == Key::Kind::letter) return Type::heading;
  return key.kind == Key::Kind::space ? Type::small : Type::small_bold;
}

void draw_key(ui::Pen& pen, const Key& key, const Face& face) {
  const auto& theme = pen.theme();
  const bool strong = key.kind == Key::Kind::done || key.active;
  const ui::Colour fill = strong ? theme.filled.fill : theme.card;
  const float radius = pen.mm(2);
  pen.box(key.rect, fill, radius, strong && theme.filled.border ? theme.filled.border : strong ? 0 : theme.line, 2);
  ui::TextOptions options;
  const bool named = key.kind == Key::Kind::signs || key.kind == Key::Kind::other;
  options.ink = strong                         ? theme.filled.ink
                : named                        ? theme.accent
                : key.kind == Key::Kind::space ? theme.quiet_ink
                                               : theme.ink;
  options.bold = key.kind != Key::Kind::letter && key.kind != Key::Kind::space;
  const auto layout = pen.measure(face.words, type_of(key), 100000, options);
  const bool worded = key.kind != Key::Kind::shift && key.kind != Key::Kind::erase;
  const bool fits = !layout->lines.empty() && layout->lines[0].width <= key.rect.width - pen.mm(1);
  if (face.icon.empty() || (worded && fits)) {
    pen.centred(key.rect, type_of(key), face.words, options);
  } else {
    const float size = std::min(pen.mm(9), key.rect.height - pen.mm(3));
    pen.icon(std::round(key.rect.x + (key.rect.width - size) / 2),
             std::round(key.rect.y + (key.rect.height - size) / 2), size, face.icon,
             strong ? theme.filled.icon : theme.ink);
  }
  pen.target(key.rect, key.action, face.words, radius);
}

}  // namespace

void text_field(Page& page, std::string_view icon, std::string_view hint, int lines, std::string_view note) {
  const float side = page.mm(page.metrics().small_panel() ? 20.f : 24.f);
  const float line = page.metrics().line_height(kWritten), padding = page.mm(5), size = page.mm(11);
  const float left = page.left, width = page.width;
  if (!page.visitor.has_bar) {
    way_home(page, side);
    page.left += side + page.mm(2);
    page.width -= side + page.mm(2);
  }
  const float height = lines == 1 ? side : std::max(side, std::round(line * static_cast<float>(lines)) + page.mm(6));
  const ui::Rect box{page.left, page.y, page.width, height};
  const bool writing = page.visitor.writing;
  page.pen.box(box, page.theme().card, page.mm(4), writing ? page.theme().accent : page.theme().border,
               writing ? std::max(3.f, page.mm(0.7f)) : 2);
  // Where there is little room, letters are worth more than the icon.
  const bool roomy = page.visitor.has_bar;
  if (roomy) page.pen.icon(box.x + padding, std::round(box.y + (side - size) / 2), size, icon, page.theme().accent);
  const bool clears = !page.visitor.typed.empty();
  const float x = box.x + padding + (roomy ? size + page.mm(4) : 0);
  ui::Rect room{x, box.y, box.right() - padding - x - (clears ? side : 0), height};
  if (!note.empty()) {
    ui::TextOptions options;
    options.ink = page.theme().accent;
    options.align = text::Align::end;
    const auto layout = page.pen.measure(note, Type::small_bold, 100000, options);
    const float across = std::ceil(layout->width) + page.mm(2);
    page.pen.text(room.right() - across, std::round(box.y + (side - layout->height) / 2), across, Type::small_bold,
                  note, options);
    room.width -= across + page.mm(2);
  }
  if (lines > 1) room = {room.x, box.y + page.mm(3), room.width, height - page.mm(6)};
  written(page, room, hint, lines);
  const ui::Rect touch{box.x, box.y, box.width - (clears ? side + page.mm(2) : 0), box.height};
  page.pen.target(touch, {"field", "show"}, hint, page.mm(4));
  if (clears) {
    const ui::Rect clear{box.right() - side, box.y, side, side};
    page.pen.icon(std::round(clear.x + (side - size) / 2), std::round(clear.y + (side - size) / 2), size, "close",
                  page.theme().quiet_ink);
    page.pen.target(clear, {"field", "clear"}, page.words("key.clear"), page.mm(4));
  }
  page.left = left;
  page.width = width;
  page.y += height;
}

ui::Layer keyboard_layer(const Frame& frame, const Field& field, float y) {
  const auto keyboard = ui::arrange_keyboard(frame.look.metrics, frame.words.language.tag, frame.visitor.keyboard);
  ui::Layer layer;
  layer.viewport = {0, y, frame.look.metrics.width, keyboard.height};
  ui::Look look = frame.look;
  look.right_to_left = false;
  // Larger letters would not fit on their keys.
  look.metrics.large_text = false;
  ui::Pen pen(layer, look, layer.viewport.width);
  pen.box({0, 0, layer.viewport.width, layer.viewport.height}, look.theme.hue("stone").fill);
  pen.box({0, 0, layer.viewport.width, 2}, look.theme.line);
  for (const auto& key : keyboard.keys) draw_key(pen, key, face_of(key, frame, field));
  return layer;
}

}  // namespace treffpunkt::screens
