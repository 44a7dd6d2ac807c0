// Home: greeting and time, what is on next, the next consultation hour, the topics, help.

#include <algorithm>
#include <cmath>

#include "kiosk/screens/card.h"
#include "kiosk/screens/day.h"
#include "kiosk/screens/orientation.h"
#include "kiosk/screens/politics.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/skyline.h"
#include "kiosk/screens/topics.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

constexpr std::size_t kNextEvents = 3;
constexpr std::size_t kMostTiles = 12;

class Home : public Screen {
 public:
  std::vector<OccurrenceCard> next;
  std::optional<OccurrenceCard> consultation;
  std::vector<Topic> topics;
  std::string politics;  // the topic whose tile leads to the meetings
  std::vector<treffpunkt::Page> pages;  // shown when there are no topics: the factory's content
  std::optional<treffpunkt::Page> discrimination, emergency, about;
  std::string survey;  // empty: nobody is asked

  bool bleeds() const override { return true; }
  void build(Page& page) const override;

 private:
  void header(Page& page) const;
  void events(Page& page) const;
  void heading_row(Page& page) const;
  void consultation_banner(Page& page) const;
  void search_entry(Page& page) const;
  void subjects(Page& page) const;
  enum class Rows { first, rest, all };
  void help(Page& page, Rows rows) const;
};

void Home::header(Page& page) const {
  const auto& metrics = page.metrics();
  const auto& tone = page.theme().header;
  const float top = page.y + page.mm(metrics.small_panel() ? 3.f : 6.f);
  // On a small panel the scroll buttons stand beside the head, too, and the room would meet the date.
  const bool compact = metrics.landscape(), small = metrics.small_panel();
  const float width = small ? page.width : page.pen.width() - 2 * page.left,
              half = std::round(width * (small ? 0.4f : 0.5f));
  const auto welcome = page.words("home.welcome");
  const float clock = metrics.line_height(Type::clock), date = metrics.line_height(Type::body);
  const float greeting =
      compact ? metrics.line_height(Type::display) : page.pen.measure(welcome, Type::display, width)->height;
  const float height =
      top - page.y + clock + date + (compact ? 0 : greeting + page.mm(3)) + page.mm(metrics.small_panel() ? 4.f : 8.f);
  const ui::Rect band{0, page.y, page.pen.width(), std::round(height)};
  page.pen.box(band, tone.fill);
  skyline(page.pen, {0, band.bottom() - page.mm(metrics.small_panel() ? 22.f : 38.f), band.width,
                     page.mm(metrics.small_panel() ? 22.f : 38.f)});

  ui::TextOptions options;
  options.ink = tone.ink;
  options.tabular = true;
  page.pen.text(page.left, top, half, Type::clock, page.words.formats.time(page.moment.local), options);
  options.tabular = false;
  page.pen.text(page.left, top + clock, width, Type::body, page.words.formats.weekday_day_month(page.moment.today()),
                options);
  ui::TextOptions place = options;
  place.align = text::Align::end;
  const float y = top + page.mm(2);
  // Larger words of a small panel need the whole width for the date.
  const bool crowded = small && metrics.large_text;
  const float site = page.pen.text(page.left + half, y, width - half, Type::body_bold, crowded ? std::string() : page.site.name, place);
  page.pen.text(page.left + half, y + site, width - half, Type::body, small ? std::string() : page.site.room, place);
  if (compact) {
    // Between clock and place, if it fits there on one line.
    if (page.pen.measure(welcome, Type::display, width * 0.5f)->lines.size() > 1) {
      page.y = band.bottom();
      page.space(4);
      return;
    }
    options.align = text::Align::centre;
    page.pen.text(page.left, std::round(top + (clock - greeting) / 2), width, Type::display, welcome, options);
  } else {
    page.pen.text(page.left, top + clock + date + page.mm(1.5f), width, Type::display, welcome, options);
  }
  page.y = band.bottom();
  page.space(metrics.small_panel() ? 4.f : 6.f);
}

void Home::events(Page& page) const {
  if (next.empty()) {
    page.note("hourglass_empty", page.words("waiting.home"), page.theme().calm);
    page.space(5);
    return;
  }
  heading_row(page);
  // On an upright panel the help and the visitor's voice at the end are to be seen without scrolling.
  const std::size_t count = page.metrics().landscape() ? next.size() : std::min(next.size(), kNextEvents - 1);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& occurrence = next[i];
    const bool soon = std::chrono::sys_days(first_day(occurrence)) - std::chrono::sys_days(page.moment.today()) <
                      std::chrono::days(7);
    event_card(page, occurrence, soon ? Lead::weekday_and_time : Lead::weekday_and_month);
    page.y += page.gap();
  }
}

// The heading and, where there is room beside it, the way to all events.
void Home::heading_row(Page& page) const {
  const std::string heading = page.words("home.next"), all = page.words("home.all_events");
  const auto width_of = [&](const std::string& words, Type type) {
    const auto layout = page.pen.measure(words, type, 100000);
    return layout->lines.empty() ? 0.f : std::ceil(layout->lines[0].width);
  };
  const float button = width_of(all, Type::body_bold) + page.mm(25);
  if (width_of(heading, Type::heading) + button + page.mm(6) > page.width) {
    page.heading(heading);
    page.button("event", all, {"go", "events"}, outlined(page.theme()));
    page.y += page.gap();
    return;
  }
  const float left = page.left, width = page.width, top = page.y;
  const float line = page.metrics().line_height(Type::heading);
  page.left = left + width - button;
  page.width = button;
  const float height = page.button_height("event", all);
  page.pen.text(left, std::round(top + (height - line) / 2), width - button, Type::heading, heading);
  page.button("event", all, {"go", "events"}, outlined(page.theme()));
  page.left = left;
  page.width = width;
  page.y = top + height + page.gap();
}

void Home::consultation_banner(Page& page) const {
  if (!consultation) return;
  const auto& tone = page.theme().filled;
  const float padding = page.mm(6), icon = page.mm(15);
  const float x = page.left + 2 * padding + icon, width = page.left + page.width - padding - x;
  ui::TextOptions options;
  options.ink = tone.ink;
  const std::string line = page.words("home.consultation", {{"when", soon_text(page, *consultation)}});
  std::string quiet = page.plain(consultation->room.empty() ? consultation->location_name : consultation->room);
  std::vector<std::string> languages;
  for (const auto& tag : consultation->languages) languages.push_back(page.words.language_name(tag));
  if (!languages.empty()) quiet += (quiet.empty() ? "" : " · ") + page.words.formats.join(languages);
  const float texts = page.pen.measure(line, Type::card, width, options)->height +
                      page.pen.measure(quiet, Type::small, width, options)->height;
  const ui::Rect rect{page.left, page.y, page.width, std::max(icon, texts) + 2 * page.mm(5)};
  page.pen.box(rect, tone.fill, page.mm(4), tone.border, 2);
  page.pen.icon(page.left + padding, std::round(page.y + (rect.height - icon) / 2), icon, "forum", tone.icon);
  float y = std::round(page.y + (rect.height - texts) / 2);
  y += page.pen.text(x, y, width, Type::card, line, options);
  page.pen.text(x, y, width, Type::small, quiet, options);
  page.pen.target(rect, {"go", "event/" + consultation->event_id + "?at=" + format_instant(consultation->start)}, line,
                  page.mm(4));
  page.y += rect.height;
  page.space(5);
}

// Looks like the field that it leads to.
void Home::search_entry(Page& page) const {
  const float padding = page.mm(5), size = page.mm(11), x = page.left + 2 * padding + size;
  const float width = page.left + page.width - padding - x;
  const auto hint = page.words("search.hint");
  ui::TextOptions options;
  options.ink = page.theme().quiet_ink;
  const float text = page.pen.measure(hint, Type::body, width, options)->height;
  const ui::Rect rect{page.left, page.y, page.width, std::max(page.mm(20), text + page.mm(6))};
  page.pen.box(rect, page.theme().card, page.mm(4), page.theme().border, 2);
  page.pen.icon(page.left + padding, std::round(rect.y + (rect.height - size) / 2), size, "search",
                page.theme().accent);
  page.pen.text(x, std::round(rect.y + (rect.height - text) / 2), width, Type::body, hint, options);
  page.pen.target(rect, {"go", "search"}, hint, page.mm(4));
  page.y += rect.height + page.gap();
}

void Home::subjects(Page& page) const {
  if (!topics.empty()) {
    page.heading(page.words("home.what"));
    search_entry(page);
    const bool all = topics.size() > kMostTiles;
    topic_tiles(page,
                {topics.begin(), topics.begin() + static_cast<std::ptrdiff_t>(
                                                      std::min(topics.size(), all ? kMostTiles - 1 : kMostTiles))},
                all, politics);
    return;
  }
  card_grid(page, pages.size(), [&](std::size_t i) { page_card(page, pages[i], "info", page.theme().calm); });
}

void Home::help(Page& page, Rows rows) const {
  struct Button {
    std::string icon, label;
    ui::Action action;
    ui::Tone tone;
  };
  const auto& theme = page.theme();
  std::vector<Button> buttons;
  if (discrimination)
    buttons.push_back(
        {"back_hand", page.words("home.discrimination"), {"go", "page/" + discrimination->id}, theme.urgent});
  const bool answered = page.visitor.answered == survey;
  if (!survey.empty())
    buttons.push_back({answered ? "check_circle" : "campaign",
                       page.words(answered ? "voice.thanks" : "voice.title"),
                       {"go", "voice"},
                       theme.good});
  if (emergency)
    buttons.push_back({"phone_in_talk",
                       page.words("home.emergency"),
                       {"go", "page/" + emergency->id},
                       survey.empty() ? theme.good : theme.calm});
  if (about) buttons.push_back({"waving_hand", page.plain(about->title), {"go", "about"}, outlined(theme)});
  const float left = page.left, width = page.width, between = page.gap();
  const std::size_t begin = rows == Rows::rest ? 2 : 0;
  const std::size_t behind = rows == Rows::first ? std::min<std::size_t>(2, buttons.size()) : buttons.size();
  for (std::size_t i = begin; i < behind; i += 2) {
    const std::size_t end = std::min(buttons.size(), i + 2);
    const float top = page.y;
    if (end - i == 2) page.width = std::floor((width - between) / 2);
    float height = 0;
    for (std::size_t k = i; k < end; ++k)
      height = std::max(height, page.button_height(buttons[k].icon, buttons[k].label));
    for (std::size_t k = i; k < end; ++k) {
      page.y = top;
      page.button(buttons[k].icon, buttons[k].label, buttons[k].action, buttons[k].tone, height);
      page.left += page.width + between;
    }
    page.left = left;
    page.width = width;
    page.y += between;
  }
  if (rows != Rows::first && page.metrics().small_panel()) orientation_buttons(page);
}

void Home::build(Page& page) const {
  header(page);
  // Where whoever needs it sees it first; a small panel has no room for it there.
  if (!page.metrics().small_panel()) orientation_buttons(page);
  if (topics.empty()) {  // factory content: its pages are all there is, the help among them
    events(page);
    consultation_banner(page);
    subjects(page);
    if (page.metrics().small_panel()) orientation_buttons(page);
    return;
  }
  if (page.wide()) {
    page.begin_columns(0.48f);
    page.column(0);
    events(page);
    consultation_banner(page);
    page.column(1);
    subjects(page);
    help(page, Rows::all);
    page.end_columns();
  } else {
    events(page);
    consultation_banner(page);
    help(page, Rows::first);
    subjects(page);
    help(page, Rows::rest);
  }
}

}  // namespace

Result<std::unique_ptr<Screen>> load_home(const Store& store, const Ask& ask) {
  auto home = std::make_unique<Home>();
  EventQuery query;
  query.from = ask.moment.now;
  query.site = ask.site;
  query.limit = 24;
  auto events = store.events(query);
  if (!events) return tl::make_unexpected(events.error());
  // The consultation hour has its own banner, and what is cancelled is no invitation.
  for (auto& occurrence : *events) {
    const bool invited = occurrence.status != EventStatus::cancelled && occurrence.kind != EventKind::consultation_hour;
    const bool lasting = occurrence.end - occurrence.start > std::chrono::hours(72);
    // One card an event: a club that meets every day leaves room for others.
    const bool known = std::any_of(home->next.begin(), home->next.end(),
                                   [&](const OccurrenceCard& card) { return card.event_id == occurrence.event_id; });
    if (invited && !lasting && !known && home->next.size() < kNextEvents) home->next.push_back(std::move(occurrence));
  }
  auto consultation = store.next_consultation_hour(ask.moment.now, ask.site);
  if (!consultation) return tl::make_unexpected(consultation.error());
  home->consultation = std::move(*consultation);
  auto topics = store.topics(ask.site);
  if (!topics) return tl::make_unexpected(topics.error());
  home->topics = std::move(*topics);
  auto politics = topic_of_politics(store, ask);
  if (!politics) return tl::make_unexpected(politics.error());
  home->politics = std::move(*politics);
  if (home->topics.empty()) {
    auto pages = store.pages("", ask.site);
    if (!pages) return tl::make_unexpected(pages.error());
    home->pages = std::move(*pages);
  }
  if (ask.voice.asks()) {
    auto survey = store.open_survey(ask.moment.today(), ask.site);
    if (!survey) return tl::make_unexpected(survey.error());
    if (*survey) home->survey = (*survey)->id;
  }
  const std::pair<PageRole, std::optional<treffpunkt::Page>*> roles[] = {
      {PageRole::discrimination, &home->discrimination},
      {PageRole::emergency, &home->emergency},
      {PageRole::about, &home->about}};
  for (const auto& [role, place] : roles) {
    auto found = store.page(role);
    if (!found) return tl::make_unexpected(found.error());
    *place = std::move(*found);
  }
  return home;
}

}  // namespace treffpunkt::screens
