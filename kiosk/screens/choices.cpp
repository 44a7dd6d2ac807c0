#include "kiosk/screens/choices.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::screens {
namespace {

using ui::Type;

struct Shape {
  float width, height, icon;
};

Shape shape_of(const Page& page, const Choice& choice) {
  const float padding = page.mm(5), icon = choice.chosen || !choice.icon.empty() ? page.mm(9.5f) : 0;
  const auto one_line = page.pen.measure(choice.label, Type::small_bold, 100000);
  const float words = one_line->lines.empty() ? 0 : std::ceil(one_line->lines[0].width);
  const float width = std::min(page.width, words + 2 * padding + icon);
  const float lines = page.pen.measure(choice.label, Type::small_bold, width - 2 * padding - icon + 1)->height;
  return {width, std::max(page.mm(20), lines + page.mm(4)), icon};
}

void draw(Page& page, const Choice& choice, const ui::Rect& rect, float icon) {
  const auto& theme = page.theme();
  const ui::Tone tone = choice.chosen ? theme.filled : ui::Tone{theme.card, theme.ink, theme.accent, theme.border};
  const float radius = std::min(rect.height / 2, page.mm(10)), padding = page.mm(5);
  page.pen.box(rect, tone.fill, radius, choice.chosen && theme.high_contrast ? theme.accent : tone.border, choice.chosen ? 4 : 2);
  const float size = page.mm(7.5f);
  if (icon > 0) page.pen.icon(rect.x + padding * 0.8f, std::round(rect.y + (rect.height - size) / 2), size, choice.chosen ? "check" : choice.icon, tone.icon);
  ui::TextOptions options;
  options.ink = tone.ink;
  const float x = rect.x + padding + icon, width = rect.right() - padding - x + 1;
  const float lines = page.pen.measure(choice.label, Type::small_bold, width, options)->height;
  page.pen.text(x, std::round(rect.y + (rect.height - lines) / 2), width, Type::small_bold, choice.label, options);
  page.pen.target(rect, choice.action, choice.label, radius);
}

}  // namespace

void begin_within_reach(Page& page, float share) {
  const auto& metrics = page.metrics();
  // What is larger needs the room above, too.
  if (metrics.landscape() || metrics.small_panel() || metrics.large_text) return;
  page.y = std::max(page.y, std::round(metrics.height * share));
}

void choice_row(Page& page, const std::vector<Choice>& choices) {
  const float between = page.mm(2.5f);
  float x = page.left, row = 0;
  for (const auto& choice : choices) {
    const auto shape = shape_of(page, choice);
    if (x > page.left && x + shape.width > page.left + page.width) {
      x = page.left;
      page.y += row + between;
      row = 0;
    }
    draw(page, choice, {x, page.y, shape.width, shape.height}, shape.icon);
    x += shape.width + between;
    row = std::max(row, shape.height);
  }
  page.y += row;
  page.space(4);
}

}  // namespace treffpunkt::screens
