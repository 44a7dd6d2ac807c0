// Attract: nobody is there. The time, a picture, what is on next, "touch to start" in turn in every language.

#include <algorithm>
#include <cmath>

#include "kiosk/screens/day.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/skyline.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

constexpr std::size_t kNextEvents = 3;
constexpr float kShift = 8;  // pixels, at most, to each side
constexpr float kSteps[] = {0, 4, kShift, 4, 0, -4, -kShift, -4};
constexpr auto kWordSeconds = 5;  // how long one language's invitation stands

// Everything but the first node, which fills the screen.
void shift(ui::Layer& layer, float x, float y) {
  for (std::size_t i = 1; i < layer.nodes.size(); ++i) {
    auto& node = layer.nodes[i];
    node.rect.x += x;
    node.rect.y += y;
    for (std::size_t k = 0; k + 1 < node.points.size(); k += 2) {
      node.points[k] += x;
      node.points[k + 1] += y;
    }
  }
}

class Attract : public Screen {
 public:
  std::vector<OccurrenceCard> next;
  std::optional<Picture> picture;
  std::vector<std::string> languages;

  bool has_bar() const override { return false; }
  bool bleeds() const override { return true; }
  void build(Page& page) const override;

 private:
  void clock(Page& page) const;
  // As many as end above `bottom`.
  void events(Page& page, float bottom) const;
  void invitation(Page& page, float y) const;
};

void Attract::clock(Page& page) const {
  const auto& tone = page.theme().header;
  ui::TextOptions options;
  options.ink = tone.ink;
  options.tabular = true;
  const auto& viewport = page.pen.layer().viewport;
  page.y += page.pen.text(page.left, page.y, page.width, Type::huge, page.words.formats.time(page.moment.local), options);
  options.tabular = false;
  const std::string date = page.words.formats.weekday_day_month(page.moment.today());
  page.y += page.pen.text(page.left, page.y, page.width, viewport.height > viewport.width ? Type::display : Type::heading, date, options);
}

void Attract::events(Page& page, float bottom) const {
  ui::TextOptions strong, quiet;
  strong.ink = page.theme().high_contrast ? page.theme().accent : page.theme().header.ink;
  quiet.ink = page.theme().header.ink;
  quiet.maximum_lines = strong.maximum_lines = 3;
  const std::size_t room = !page.metrics().small_panel() ? kNextEvents : page.metrics().height_mm() > 110 ? 2 : 0;
  for (std::size_t i = 0; i < std::min(room, next.size()); ++i) {
    const auto& occurrence = next[i];
    const auto name = page.choose(occurrence.name);
    const float height = page.pen.measure(soon_text(page, occurrence), Type::card, page.width, strong)->height +
                         page.pen.measure(name.text, Type::body, page.width, page.options_for(name, quiet))->height;
    if (page.y + height > bottom) return;
    page.y += page.pen.text(page.left, page.y, page.width, Type::card, soon_text(page, occurrence), strong);
    page.y += page.pen.text(page.left, page.y, page.width, Type::body, name.text, page.options_for(name, quiet));
    page.space(4);
  }
}

void Attract::invitation(Page& page, float y) const {
  const auto& words = *page.touch_words;
  const auto turn = static_cast<std::size_t>(page.moment.now.time_since_epoch().count() / kWordSeconds);
  const std::string invitation = words.empty() ? std::string() : words[turn % words.size()];
  const bool small = page.metrics().small_panel();
  const Type type = small ? Type::heading : Type::title;
  const float size = page.mm(small ? 10.f : 14.f), padding = page.mm(small ? 5.f : 10.f);
  const auto layout = page.pen.measure(invitation, type, page.width - 3 * padding - size);
  float wide = 0;
  for (const auto& line : layout->lines) wide = std::max(wide, std::ceil(line.width));
  const float height = std::max(page.mm(small ? 22.f : 30.f), layout->height + page.mm(6));
  const float button = std::min(page.width, std::max(page.mm(small ? 60.f : 120.f), wide + 3 * padding + size));
  const ui::Rect rect{std::round(page.left + (page.width - button) / 2), y, button, height};
  const ui::Tone tone = page.theme().high_contrast ? page.theme().filled : ui::Tone{page.theme().card, page.theme().accent, page.theme().accent, 0};
  page.pen.box(rect, tone.fill, std::min(height / 2, page.mm(15)), tone.border, 3);
  const float x = std::round(rect.x + (rect.width - wide - size - padding / 2) / 2);
  page.pen.icon(x, std::round(y + (height - size) / 2), size, "touch_app", tone.icon);
  ui::TextOptions options;
  options.ink = tone.ink;
  page.pen.text(x + size + padding / 2, std::round(y + (height - layout->height) / 2), wide + 2, type, invitation, options);

  if (small) return;
  std::string names;
  for (const auto& tag : languages) {
    if (const Language* language = find_language(tag)) names += (names.empty() ? "" : " · ") + ("\u2068" + std::string(language->own_name) + "\u2069");
  }
  ui::TextOptions quiet;
  quiet.ink = page.theme().header.ink;
  quiet.align = text::Align::centre;
  page.pen.text(page.left, rect.bottom() + page.mm(6), page.width, Type::small, names, quiet);
}

void Attract::build(Page& page) const {
  const auto& viewport = page.pen.layer().viewport;
  const auto& tone = page.theme().header;
  page.pen.box({0, 0, viewport.width, viewport.height}, tone.fill);
  const bool portrait = viewport.height > viewport.width;
  const float skyline_height = page.mm(page.metrics().small_panel() ? 24.f : portrait ? 80.f : 60.f);
  skyline(page.pen, {0, viewport.height - skyline_height, viewport.width, skyline_height});

  page.y = page.mm(page.metrics().small_panel() ? 4.f : portrait ? 20.f : 12.f);
  if (portrait) {
    if (picture) {
      const float height = std::round(viewport.width / 2.5f);
      page.pen.picture({-kShift, -kShift, viewport.width + 2 * kShift, height + kShift}, picture->object, 0);
      page.y = height + page.mm(8);
    }
    clock(page);
    page.space(7);
    const float low = std::round(viewport.height * 0.69f);
    events(page, low - page.mm(4));
    invitation(page, std::max(page.y + page.mm(4), low));
  } else if (page.metrics().small_panel() && page.metrics().height_mm() < 110) {
    clock(page);
    invitation(page, std::max(page.y + page.mm(2), viewport.height - page.mm(34)));
  } else {
    page.begin_columns(0.42f);
    page.column(0);
    clock(page);
    if (picture && !page.metrics().small_panel()) {
      page.space(6);
      const float height = std::round(page.width / 2.5f);
      page.pen.picture({page.left, page.y, page.width, height}, picture->object, page.mm(4));
    }
    page.column(1);
    if (!page.metrics().small_panel()) page.space(4);
    // Larger words on a small panel break, and the button grows.
    const float room = page.metrics().small_panel() ? (page.metrics().large_text ? 44.f : 34.f) : 96.f;
    const float low = viewport.height - page.mm(room);
    events(page, low - page.mm(2));
    invitation(page, std::max(page.y + page.mm(2), low));
    page.end_columns();
  }
  // A few pixels now and then, the whole picture, so that nothing burns in.
  const auto minute = page.moment.now.time_since_epoch().count() / 60;
  shift(page.pen.layer(), kSteps[static_cast<std::size_t>(minute % 8)], kSteps[static_cast<std::size_t>((minute / 8 + 2) % 8)]);
  page.pen.target({0, 0, viewport.width, viewport.height}, {"start", ""}, "start");
  page.y = viewport.height;
}

}  // namespace

Result<std::unique_ptr<Screen>> load_attract(const Store& store, const Ask& ask) {
  auto screen = std::make_unique<Attract>();
  screen->languages = ask.languages;
  EventQuery query;
  query.from = ask.moment.now;
  query.site = ask.site;
  query.limit = 20;
  auto events = store.events(query);
  if (!events) return tl::make_unexpected(events.error());
  for (auto& occurrence : *events) {
    if (occurrence.status == EventStatus::cancelled || occurrence.end - occurrence.start > std::chrono::hours(72)) continue;
    if (!screen->picture && occurrence.image) screen->picture = occurrence.image;
    const bool known = std::any_of(screen->next.begin(), screen->next.end(), [&](const OccurrenceCard& card) { return card.event_id == occurrence.event_id; });
    if (!known && screen->next.size() < kNextEvents) screen->next.push_back(std::move(occurrence));
  }
  return screen;
}

}  // namespace treffpunkt::screens
