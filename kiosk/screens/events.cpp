// Events by day: a date strip, filters that are words on buttons, sections a day, long-running ones apart.

#include <algorithm>
#include <cmath>

#include "kiosk/screens/card.h"
#include "kiosk/screens/day.h"
#include "kiosk/screens/filters.h"
#include "kiosk/screens/screen.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

constexpr std::size_t kOnePage = 40;
constexpr auto kLasting = std::chrono::hours(72);

bool lasting(const OccurrenceCard& occurrence) { return occurrence.end - occurrence.start > kLasting; }

class Events : public Screen {
 public:
  Route route;
  Filters filters;
  std::vector<OccurrenceCard> occurrences;
  bool more = false;

  void build(Page& page) const override;

 private:
  void date_strip(Page& page) const;
  void days(Page& page) const;
};

void Events::date_strip(Page& page) const {
  const auto& formats = page.words.formats;
  const float between = page.mm(2.5f);
  float least = page.mm(22);
  for (int i = 0; i < 7; ++i) {
    const Date day{std::chrono::sys_days(page.moment.today()) + std::chrono::days(i)};
    const auto layout = page.pen.measure(formats.weekday_short(day), Type::small, 100000);
    if (!layout->lines.empty()) least = std::max(least, std::ceil(layout->lines[0].width) + page.mm(2));
  }
  const int count = std::clamp(static_cast<int>((page.width + between) / (least + between)), 3, 14);
  const float width = std::floor((page.width - between * static_cast<float>(count - 1)) / static_cast<float>(count));
  const float line = page.metrics().line_height(Type::small), big = page.metrics().line_height(Type::card);
  const float height = std::max(page.mm(21), line + big + page.mm(4));
  for (int i = 0; i < count; ++i) {
    const Date day{std::chrono::sys_days(page.moment.today()) + std::chrono::days(i)};
    const std::string value = format_date(day);
    const bool chosen = route.option("day") == value;
    const ui::Rect rect{page.left + static_cast<float>(i) * (width + between), page.y, width, height};
    const ui::Tone tone = chosen ? page.theme().filled : ui::Tone{page.theme().card, page.theme().ink, page.theme().ink, page.theme().line};
    page.pen.box(rect, tone.fill, page.mm(3), chosen && page.theme().high_contrast ? page.theme().accent : tone.border, chosen ? 4 : 2);
    ui::TextOptions options;
    options.ink = chosen && page.theme().high_contrast ? page.theme().accent : tone.ink;
    options.align = text::Align::centre;
    options.maximum_lines = 1;
    const float y = std::round(page.y + (height - line - big) / 2);
    page.pen.text(rect.x, y, width, Type::small, formats.weekday_short(day), options);
    page.pen.text(rect.x, y + line, width, Type::card, formats.day(day), options);
    page.pen.target(rect, {"swap", to_string(route.with("day", chosen ? "" : value).with("when", "").with("offset", ""))}, formats.weekday_day_month(day), page.mm(3));
  }
  page.y += height + page.gap();
}

void Events::days(Page& page) const {
  std::vector<const OccurrenceCard*> single, long_running;
  for (const auto& occurrence : occurrences) (lasting(occurrence) ? long_running : single).push_back(&occurrence);
  for (std::size_t begin = 0; begin < single.size();) {
    // What began on an earlier day and still goes on belongs to today.
    const auto shown_day = [&](const OccurrenceCard& occurrence) { return std::max(first_day(occurrence), page.moment.today()); };
    std::size_t end = begin;
    while (end < single.size() && shown_day(*single[end]) == shown_day(*single[begin])) ++end;
    page.heading(section_heading(page, shown_day(*single[begin]), begin == 0 ? std::nullopt : std::optional(shown_day(*single[begin - 1]))));
    card_grid(page, end - begin, [&](std::size_t i) { event_card(page, *single[begin + i], Lead::weekday_and_time); });
    page.space(3);
    begin = end;
  }
  if (!long_running.empty()) {
    page.heading(page.words("events.lasting"));
    card_grid(page, long_running.size(), [&](std::size_t i) { event_card(page, *long_running[i], Lead::weekday_and_month); });
  }
}

void Events::build(Page& page) const {
  if (filters.panel_open()) return filters.panel(page, occurrences.size(), more);
  page.title(page.words("events.title"));
  date_strip(page);
  filters.row(page);
  if (occurrences.empty()) {
    page.note("event_busy", page.words(filters.any() ? "filter.none" : "waiting.home"), page.theme().calm);
    page.space(4);
    if (filters.any()) filters.take_back(page);
    return;
  }
  if (filters.any()) {
    page.paragraph(filters.count_words(page, occurrences.size(), more), Type::body_bold);
    page.space(3);
  }
  days(page);
  if (more) page.button("expand_more", page.words("events.more"), {"go", to_string(route.with("offset", std::to_string(route.offset() + kOnePage)))}, outlined(page.theme()));
}

}  // namespace

Result<std::unique_ptr<Screen>> load_events(const Store& store, const Ask& ask) {
  auto events = std::make_unique<Events>();
  events->route = ask.route;
  auto topics = store.topics(ask.site);
  if (!topics) return tl::make_unexpected(topics.error());
  events->filters = Filters(Filtered::events, ask, std::move(*topics));
  EventQuery query;
  query.from = ask.moment.now;
  if (const auto day = parse_date(ask.route.option("day"))) {
    const auto& zone = store.header().time_zone;
    const Instant start = to_instant(std::chrono::local_days(*day), zone);
    query.from = std::max(query.from, start);
    query.until = to_instant(std::chrono::local_days(*day) + std::chrono::days(1), zone);
  }
  if (ask.route.option("when") == "weekend") restrict_to_weekend(query, ask.moment, store.header().time_zone);
  apply_filters(query, ask.route);
  query.site = ask.site;
  query.offset = ask.route.offset();
  query.limit = kOnePage + 1;
  auto found = store.events(query);
  if (!found) return tl::make_unexpected(found.error());
  events->occurrences = std::move(*found);
  events->more = events->occurrences.size() > kOnePage;
  if (events->more) events->occurrences.pop_back();
  return events;
}

}  // namespace treffpunkt::screens
