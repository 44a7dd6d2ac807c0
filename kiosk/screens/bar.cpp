#include "kiosk/screens/bar.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "kiosk/screens/frame.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

constexpr float kNarrow = 190;   // mm: below, the settings are behind "more"
constexpr float kWorded = 300;   // mm: below, a panel that hangs across has no room for eight words beside one another
constexpr float kBetween = 2;    // mm between two targets, and around them
constexpr float kEnd = 27;       // mm
constexpr float kBare = 21;      // mm: a button without its word

enum class Face { word_below, word_beside, bare };

struct Slot {
  std::optional<BarButton> button;  // none: the others keep their places
  float width = 0;                  // pixels
  Face face = Face::word_below;
  bool outlined = false;
};

using Row = std::vector<Slot>;

// Beside one another on a small panel, larger words would not fit; there the bar keeps its size.
ui::Look bar_look(ui::Look look) {
  if (look.metrics.small_panel()) look.metrics.large_text = false;
  return look;
}

std::vector<BarButton> ways(const Frame& frame) {
  const auto& words = frame.words;
  return {{"home", words("bar.home"), {"home", ""}},
          {"arrow_back", words("bar.back"), {"back", ""}, frame.can_go_back},
          {"language", words("bar.language"), {"go", "language"}}};
}

void append(Row& row, std::vector<BarButton> buttons, Face face) {
  for (auto& button : buttons) row.push_back({std::move(button), 0, face});
}

// How one button is laid out.
struct Fitting {
  float icon, gap, padding, words;  // sizes; width for the words

  Fitting(const Slot& slot, const ui::Metrics& metrics) {
    icon = metrics.mm(slot.face == Face::bare ? 11.f : slot.face == Face::word_beside || metrics.small_panel() ? 8.f : 10.f);
    gap = slot.face == Face::word_beside ? metrics.mm(2.5f) : 0;
    padding = slot.face == Face::word_beside ? metrics.mm(1.5f) : 0;
    words = slot.width - 2 * padding - (slot.face == Face::word_beside ? icon + gap : 0);
  }
};

float line_width(const ui::Pen& pen, std::string_view words) {
  float width = 0;
  for (const auto& line : pen.measure(words, Type::small_bold, 100000)->lines) width = std::max(width, std::ceil(line.width));
  return width;
}

float longest_word(const ui::Pen& pen, std::string_view label) {
  float width = 0;
  for (std::size_t begin = 0; begin < label.size();) {
    const auto end = std::min(label.find(' ', begin), label.size());
    width = std::max(width, line_width(pen, label.substr(begin, end - begin)));
    begin = end + 1;
  }
  return width;
}

// Without breaking a word; with `whole` on one line.
float least_width(const Slot& slot, const ui::Pen& pen, bool whole) {
  const float least = pen.mm(slot.face == Face::bare ? kBare : 20);
  if (!slot.button || slot.face == Face::bare) return least;
  const float words = whole ? line_width(pen, slot.button->label) : longest_word(pen, slot.button->label);
  return std::max(least, words + pen.mm(1) - Fitting(slot, pen.metrics()).words);
}

// All alike if that breaks no word; else longer words get more. Where it gives shorter bars, labels stay on one line.
void share_width(Row& row, const ui::Pen& pen, bool one_row) {
  const float room = pen.width() - bar_end(pen.metrics()) - pen.mm(kBetween) * static_cast<float>(row.size() + 1);
  std::vector<float> least;
  float sum = 0, largest = 0;
  for (const bool whole : {true, false}) {
    if (whole && !one_row) continue;
    least.clear();
    sum = largest = 0;
    for (const auto& slot : row) {
      least.push_back(least_width(slot, pen, whole));
      sum += least.back();
      largest = std::max(largest, least.back());
    }
    if (sum <= room) break;
  }
  const auto count = static_cast<float>(row.size());
  for (std::size_t i = 0; i < row.size(); ++i) row[i].width = std::floor(largest <= room / count ? room / count : least[i] + (room - sum) / count);
}

std::vector<Row> rows(const Frame& frame, const ui::Pen& pen) {
  const auto& metrics = pen.metrics();
  const bool narrow = metrics.width_mm() < kNarrow, bare = metrics.landscape() && metrics.width_mm() < kWorded;
  Row first;
  append(first, ways(frame), Face::word_below);
  std::vector<Row> rows;
  if (narrow) {
    if (frame.speech) append(first, {*frame.speech}, Face::word_below);
    append(first, {{"more_horiz", frame.words("bar.more"), {"more", frame.more_open ? "off" : "on"}}}, Face::word_below);
    rows = {std::move(first)};
  } else {
    first.push_back({frame.speech, 0, Face::word_below});
    Row settings;
    const bool across = metrics.landscape();
    append(settings, access_buttons(frame.words, frame.access), bare ? Face::bare : across ? Face::word_below : Face::word_beside);
    rows = {std::move(first), std::move(settings)};
    if (across) {
      rows[0].insert(rows[0].end(), rows[1].begin(), rows[1].end());
      rows.pop_back();
    }
  }
  for (auto& row : rows) share_width(row, pen, rows.size() == 1);
  return rows;
}

float words_height(const ui::Pen& pen, const Slot& slot, const Fitting& fitting) {
  return slot.face == Face::bare ? 0 : pen.measure(slot.button->label, Type::small_bold, fitting.words)->height;
}

float row_height(const ui::Pen& pen, const Row& row) {
  float height = pen.mm(20);
  for (const auto& slot : row) {
    if (!slot.button) continue;
    const Fitting fitting(slot, pen.metrics());
    const float words = words_height(pen, slot, fitting);
    const float needed = slot.face == Face::word_below ? fitting.icon + words : std::max(fitting.icon, words);
    height = std::max(height, needed + pen.mm(1));
  }
  return height;
}

// Above the first row.
float edge(const ui::Metrics& metrics) { return metrics.small_panel() ? 0 : metrics.mm(kBetween); }

struct Inks {
  ui::Colour fill = 0, icon = 0, words = 0, border = 0;
  float border_width = 0;
};

Inks inks_of(const BarButton& button, const ui::Theme& theme) {
  if (button.selected) {
    // In high contrast the fill says nothing: a thick frame does, and on both the tick.
    return {theme.filled.fill, theme.filled.icon, theme.filled.ink, theme.high_contrast ? theme.accent : theme.filled.fill, 5};
  }
  // Disabled is quieter but still readable; the touch does nothing.
  const ui::Colour ink = button.enabled ? theme.accent : theme.high_contrast ? theme.quiet_ink : theme.border;
  return {0, ink, ink, 0, 0};
}

void draw(ui::Pen& pen, const Slot& slot, const ui::Rect& rect) {
  const auto& button = *slot.button;
  const Fitting fitting(slot, pen.metrics());
  const Inks inks = inks_of(button, pen.theme());
  const float radius = pen.mm(3);
  if (button.selected || slot.outlined) pen.box(rect, inks.fill, radius, button.selected ? inks.border : pen.theme().border, button.selected ? inks.border_width : 2);
  ui::TextOptions options;
  options.ink = inks.words;
  const float words = words_height(pen, slot, fitting);
  if (slot.face == Face::word_beside) {
    // Icon and word stand in the middle together.
    const auto layout = pen.measure(button.label, Type::small_bold, fitting.words);
    float widest = 0;
    for (const auto& line : layout->lines) widest = std::max(widest, std::ceil(line.width));
    const float whole = fitting.icon + fitting.gap + widest;
    const float x = std::round(rect.x + (rect.width - whole) / 2);
    pen.icon(x, std::round(rect.y + (rect.height - fitting.icon) / 2), fitting.icon, button.icon, inks.icon);
    pen.text(x + fitting.icon + fitting.gap, std::round(rect.y + (rect.height - words) / 2), fitting.words, Type::small_bold, button.label, options);
  } else {
    const float top = std::round(rect.y + (rect.height - fitting.icon - words) / 2);
    pen.icon(std::round(rect.x + (rect.width - fitting.icon) / 2), top, fitting.icon, button.icon, inks.icon);
    options.align = text::Align::centre;
    if (slot.face == Face::word_below) pen.text(rect.x, top + fitting.icon, rect.width, Type::small_bold, button.label, options);
  }
  if (button.selected) pen.icon(rect.right() - pen.mm(7.5f), rect.y + pen.mm(0.5f), pen.mm(7), "check_circle", inks.icon);
  pen.target(rect, button.action, button.label, radius, button.enabled);
}

}  // namespace

std::vector<BarButton> access_buttons(const Wording& words, const Access& access) {
  const auto button = [&](std::string_view icon, std::string_view key, std::string action, bool on) {
    return BarButton{icon, words(key), {std::move(action), on ? "off" : "on"}, true, on};
  };
  return {button("format_size", "bar.larger", "large_text", access.large_text),
          button("contrast", "bar.contrast", "contrast", access.high_contrast),
          button("accessible", "bar.reach", "reach", access.reach),
          button("motion_photos_off", "bar.still", "reduced_motion", access.reduced_motion)};
}

float bar_end(const ui::Metrics& metrics) { return metrics.landscape() || metrics.width_mm() < 230 ? 0 : metrics.mm(kEnd); }

float bar_height(const Frame& frame) {
  ui::Layer unused;
  const ui::Look look = bar_look(frame.look);
  const ui::Pen pen(unused, look, look.metrics.width);
  const auto all = rows(frame, pen);
  float height = edge(look.metrics) + pen.mm(look.metrics.small_panel() ? 0.5f : kBetween) + pen.mm(kBetween) * static_cast<float>(all.size() - 1);
  for (const auto& row : all) height += row_height(pen, row);
  return height;
}

ui::Layer bar(const Frame& frame, const ui::Rect& viewport) {
  ui::Layer layer;
  layer.viewport = viewport;
  const ui::Look look = bar_look(frame.look);
  ui::Pen pen(layer, look, viewport.width);
  const auto& theme = look.theme;
  pen.box({0, 0, viewport.width, viewport.height}, theme.card);
  pen.box({0, 0, viewport.width, theme.high_contrast ? 3.f : 2.f}, theme.line);
  const float between = pen.mm(kBetween);
  float y = edge(look.metrics);
  for (const auto& row : rows(frame, pen)) {
    const float height = row_height(pen, row);
    float x = between;
    for (const auto& slot : row) {
      if (slot.button) draw(pen, slot, {x, y, slot.width, height});
      x += slot.width + between;
    }
    y += height + between;
  }
  return layer;
}

void place_switches(Page& page, const std::vector<BarButton>& buttons, std::size_t columns) {
  const ui::Look look = bar_look(page.pen.look());
  ui::Pen pen(page.pen.layer(), look, page.pen.width());
  const float between = pen.mm(kBetween);
  const float width = std::floor((page.width - between * static_cast<float>(columns - 1)) / static_cast<float>(columns));
  for (std::size_t first = 0; first < buttons.size(); first += columns) {
    Row row;
    for (std::size_t i = first; i < std::min(first + columns, buttons.size()); ++i) row.push_back({buttons[i], width, Face::word_beside, true});
    const float height = row_height(pen, row);
    for (std::size_t i = 0; i < row.size(); ++i) draw(pen, row[i], {page.left + static_cast<float>(i) * (width + between), page.y, width, height});
    page.y += height + between;
  }
}

}  // namespace treffpunkt::screens
