// Home: greeting and time, what is on next, the next consultation hour, the topics, help.

#include <algorithm>
#include <cmath>

#include "kiosk/screens/button_grid.h"
#include "kiosk/screens/card.h"
#include "kiosk/screens/day.h"
#include "kiosk/screens/greeting.h"
#include "kiosk/screens/orientation.h"
#include "kiosk/screens/politics.h"
#include "kiosk/screens/screen.h"
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
  void events(Page& page, float below) const;
  void heading_row(Page& page) const;
  float consultation_banner(Page& page, bool place = true) const;
  void search_entry(Page& page) const;
  void tiles(Page& page) const;
  std::vector<GridButton> help(const Page& page) const;
  void factory(Page& page) const;
  void on_a_small_panel(Page& page, const std::vector<GridButton>& buttons) const;
  static GridButton all_events(const Page& page) { return {"event", page.words("home.all_events"), {"go", "events"}, outlined(page.theme())}; }
};

// As many as leave `below` free above the fold, but one at least.
void Home::events(Page& page, float below) const {
  if (next.empty()) {
    page.note("hourglass_empty", page.words("waiting.home"), page.theme().calm);
    page.space(5);
    return;
  }
  if (page.metrics().small_panel()) {
    page.heading(page.words("home.next"));
  } else {
    heading_row(page);
  }
  const float fold = page.pen.layer().viewport.height;
  float card = 0;
  for (const auto& occurrence : next) {
    if (below > 0 && card > 0 && page.y + card + below > fold) break;
    const float top = page.y;
    const bool soon = std::chrono::sys_days(first_day(occurrence)) - std::chrono::sys_days(page.moment.today()) <
                      std::chrono::days(7);
    event_card(page, occurrence, soon ? Lead::weekday_and_time : Lead::weekday_and_month);
    page.y += page.gap();
    card = page.y - top;
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

// Puts it on the page, or only measures it; gives its height.
float Home::consultation_banner(Page& page, bool place) const {
  if (!consultation) return 0;
  const auto& tone = page.theme().filled;
  const float padding = page.mm(6), icon = page.mm(15);
  const float x = page.left + 2 * padding + icon, width = page.left + page.width - padding - x;
  ui::TextOptions options;
  options.ink = tone.ink;
  const std::string line = page.words("home.consultation", {{"when", soon_text(page, *consultation)}});
  std::vector<std::string> details = {page.plain(consultation->room.empty() ? consultation->location_name : consultation->room)};
  if (no_appointment(*consultation)) details.push_back(page.words("fact.no_appointment"));
  std::vector<std::string> languages;
  for (const auto& tag : consultation->languages) languages.push_back(page.words.language_name(tag));
  details.push_back(page.words.formats.join(languages));
  const std::string quiet = dotted(details);
  const float texts = page.pen.measure(line, Type::card, width, options)->height +
                      page.pen.measure(quiet, Type::small, width, options)->height;
  const float height = std::max(icon, texts) + 2 * page.mm(5), whole = height + page.mm(5);
  if (!place) return whole;
  const ui::Rect rect{page.left, page.y, page.width, height};
  page.pen.box(rect, tone.fill, page.mm(4), tone.border, 2);
  page.pen.icon(page.left + padding, std::round(page.y + (rect.height - icon) / 2), icon, "forum", tone.icon);
  float y = std::round(page.y + (rect.height - texts) / 2);
  y += page.pen.text(x, y, width, Type::card, line, options);
  page.pen.text(x, y, width, Type::small, quiet, options);
  page.pen.target(rect, {"go", "event/" + consultation->event_id + "?at=" + format_instant(consultation->start)}, line,
                  page.mm(4));
  page.y += whole;
  return whole;
}

// Looks like the field that it leads to.
void Home::search_entry(Page& page) const {
  const float padding = page.mm(5), size = page.mm(11), x = page.left + 2 * padding + size;
  const float width = page.left + page.width - padding - x;
  auto hint = page.words("search.hint");
  if (page.pen.measure(hint, Type::body, width)->lines.size() > 1) hint = page.words("search.done");
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

void Home::tiles(Page& page) const {
  const bool all = topics.size() > kMostTiles;
  const std::size_t count = std::min(topics.size(), all ? kMostTiles - 1 : kMostTiles);
  topic_tiles(page, {topics.begin(), topics.begin() + static_cast<std::ptrdiff_t>(count)}, all, politics);
}

std::vector<GridButton> Home::help(const Page& page) const {
  const auto& theme = page.theme();
  std::vector<GridButton> buttons;
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
  return buttons;
}

// There are no topics: the pages are all there is, the help among them.
void Home::factory(Page& page) const {
  events(page, 0);
  consultation_banner(page);
  card_grid(page, pages.size(), [&](std::size_t i) { page_card(page, pages[i], "info", page.theme().calm); });
  if (page.metrics().small_panel()) orientation_buttons(page);
}

// Little of it is seen at once: what one comes for and help in need come first, what there is to read after them.
void Home::on_a_small_panel(Page& page, const std::vector<GridButton>& buttons) const {
  std::vector<GridButton> first = {all_events(page)};
  const std::size_t beside = discrimination ? 1 : 0;
  first.insert(first.end(), buttons.begin(), buttons.begin() + static_cast<std::ptrdiff_t>(beside));
  button_grid(page, first);
  search_entry(page);
  tiles(page);
  page.place_notices();
  events(page, 0);
  consultation_banner(page);
  button_grid(page, std::span(buttons).subspan(beside));
  orientation_buttons(page);
}

void Home::build(Page& page) const {
  greeting(page);
  const auto buttons = help(page);
  const std::size_t first = std::min<std::size_t>(2, buttons.size());
  const auto& metrics = page.metrics();
  if (metrics.small_panel() && !topics.empty()) return on_a_small_panel(page, buttons);
  if (page.wide() && !topics.empty()) {
    page.begin_columns(0.48f);
    page.column(0);
    events(page, consultation_banner(page, false) + page.mm(20));
    consultation_banner(page);
    orientation_buttons(page);
    page.column(1);
    search_entry(page);
    button_grid(page, std::span(buttons).first(first));
    tiles(page);
    button_grid(page, std::span(buttons).subspan(first));
    page.end_columns();
    return;
  }
  // Where whoever needs it sees it first.
  if (!metrics.small_panel()) orientation_buttons(page);
  if (topics.empty()) return factory(page);
  // The help and the visitor's voice are to be seen without scrolling.
  events(page, page.mm(150));
  consultation_banner(page);
  button_grid(page, std::span(buttons).first(first));
  page.heading(page.words("home.what"));
  search_entry(page);
  tiles(page);
  button_grid(page, std::span(buttons).subspan(first));
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
