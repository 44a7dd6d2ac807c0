#include "kiosk/screens/greeting.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "kiosk/screens/skyline.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

constexpr float kRoomForDateMm = 120;  // of a small panel's height

float line_width(const Page& page, std::string_view words, Type type) {
  const auto layout = page.pen.measure(words, type, 100000);
  return layout->lines.empty() ? 0.f : std::ceil(layout->lines[0].width);
}

// The largest type in which the words stand on one line; the last one when there is none.
Type fitting(const Page& page, std::string_view words, float width, std::initializer_list<Type> types) {
  for (const auto type : types) {
    if (line_width(page, words, type) <= width) return type;
  }
  return *(types.end() - 1);
}

void band(Page& page, float height) {
  page.pen.box({0, page.y, page.pen.width(), height}, page.theme().header.fill);
  const float houses = std::min(page.mm(38), std::round(height * 0.75f));
  skyline(page.pen, {0, page.y + height - houses, page.pen.width(), houses});
}

ui::TextOptions on_band(const Page& page) {
  ui::TextOptions options;
  options.ink = page.theme().header.ink;
  return options;
}

// Where there is little room: the welcome and the time beside it.
void small_head(Page& page) {
  auto options = on_band(page);
  const auto welcome = page.words("home.welcome"), time = page.words.formats.time(page.moment.local);
  // The scroll buttons may stand beside it.
  const float whole = page.width, apart = page.mm(5), edge = page.mm(3);
  const float clock = line_width(page, time, Type::heading), room = whole - clock - apart;
  const Type type = fitting(page, welcome, room, {Type::heading, Type::card, Type::body_bold, Type::small_bold});
  const float words = page.pen.measure(welcome, type, room, options)->height;
  const bool dated = page.metrics().canvas_height() / page.metrics().pixels_per_mm >= kRoomForDateMm;
  const auto date = page.words.formats.weekday_day_month(page.moment.today());
  const float below = dated ? page.pen.measure(date, Type::small, whole, options)->height : 0;
  const float line = std::max(words, page.metrics().line_height(Type::heading)), height = line + below + 2 * edge;
  band(page, height);
  page.pen.text(page.left, std::round(page.y + edge + (line - words) / 2), room, type, welcome, options);
  if (dated) page.pen.text(page.left, page.y + edge + line, whole, Type::small, date, options);
  options.align = text::Align::end;
  options.tabular = true;
  page.pen.text(page.left + whole - clock - page.mm(1), page.y + edge, clock + page.mm(1), Type::heading, time, options);
  page.y += height;
  page.space(3);
}

// How wide the place stands at the end of the head.
float place(Page& page, float y, float widest) {
  auto options = on_band(page);
  options.align = text::Align::end;
  const float x = page.pen.width() - page.left - widest;
  const float site = page.pen.text(x, y, widest, Type::body_bold, page.site.name, options);
  page.pen.text(x, y + site, widest, Type::body, page.site.room, options);
  return std::min(widest, std::max(line_width(page, page.site.name, Type::body_bold), line_width(page, page.site.room, Type::body)));
}

// Across: all of it on one line, so that there is room for what one comes for.
void wide_head(Page& page) {
  auto options = on_band(page);
  const auto& metrics = page.metrics();
  const auto welcome = page.words("home.welcome"), time = page.words.formats.time(page.moment.local);
  const auto date = page.words.formats.weekday_day_month(page.moment.today());
  const float whole = page.pen.width() - 2 * page.left, apart = page.mm(7);
  const float clock = metrics.line_height(Type::clock), edge = page.mm(3), height = clock + 2 * edge, top = page.y + edge;
  band(page, height);
  options.tabular = true;
  page.pen.text(page.left, top, whole, Type::clock, time, options);
  options.tabular = false;
  const float date_x = page.left + line_width(page, time, Type::clock) + apart;
  const float date_width = std::min(std::round(whole * 0.26f), line_width(page, date, Type::body) + page.mm(1));
  const float date_height = page.pen.measure(date, Type::body, date_width, options)->height;
  page.pen.text(date_x, std::round(top + (clock - date_height) / 2), date_width, Type::body, date, options);
  const float places = 2 * metrics.line_height(Type::body);
  const float end = page.left + whole - place(page, std::round(top + (clock - places) / 2), std::round(whole * 0.26f)) - apart;
  const float begin = date_x + date_width + apart, middle = page.left + whole / 2;
  const Type type = fitting(page, welcome, end - begin, {Type::display, Type::title, Type::heading, Type::card, Type::body_bold});
  // In the middle of the panel, if it meets neither neighbour there.
  const float half = line_width(page, welcome, type) / 2;
  const float centre = std::clamp(middle, std::min(begin + half, (begin + end) / 2), std::max(end - half, (begin + end) / 2));
  const float room = 2 * std::min(centre - begin, end - centre);
  options.align = text::Align::centre;
  const float words = page.pen.measure(welcome, type, room, options)->height;
  page.pen.text(std::round(centre - room / 2), std::round(top + (clock - words) / 2), room, type, welcome, options);
  page.y += height;
  page.space(5);
}

void upright_head(Page& page) {
  auto options = on_band(page);
  const float width = page.pen.width() - 2 * page.left, half = std::round(width / 2);
  const auto welcome = page.words("home.welcome");
  const float clock = page.metrics().line_height(Type::clock), date = page.metrics().line_height(Type::body);
  const float greeting = page.pen.measure(welcome, Type::display, width)->height;
  const float top = page.y + page.mm(6), height = std::round(page.mm(6) + clock + date + page.mm(3) + greeting + page.mm(8));
  band(page, height);
  options.tabular = true;
  page.pen.text(page.left, top, half, Type::clock, page.words.formats.time(page.moment.local), options);
  options.tabular = false;
  page.pen.text(page.left, top + clock, width, Type::body, page.words.formats.weekday_day_month(page.moment.today()), options);
  place(page, top + page.mm(2), half);
  page.pen.text(page.left, top + clock + date + page.mm(1.5f), width, Type::display, welcome, options);
  page.y += height;
  page.space(6);
}

}  // namespace

void greeting(Page& page) {
  if (page.metrics().small_panel()) return small_head(page);
  page.metrics().landscape() ? wide_head(page) : upright_head(page);
}

}  // namespace treffpunkt::screens
