// One event: when, where, what, for whom; what has changed; its further dates; to take along as a calendar entry.

#include <algorithm>
#include <cmath>

#include "kiosk/screens/body_blocks.h"
#include "kiosk/screens/code_card.h"
#include "kiosk/screens/card.h"
#include "kiosk/screens/day.h"
#include "kiosk/screens/place.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/take_home.h"
#include "kiosk/screens/topics.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

constexpr std::size_t kFurtherDates = 4;

class EventScreen : public Screen {
 public:
  Event event;
  std::vector<OccurrenceCard> dates;  // what is left of it, ascending
  std::size_t chosen = 0;             // of dates
  bool all_dates = false;             // show every one, not the next few
  std::optional<Location> location;
  std::optional<Organization> organizer;
  std::optional<Topic> topic;

  bool bleeds() const override { return event.image.has_value(); }
  bool is_private() const override { return event.discreet; }
  Recorded recorded() const override { return {&event, &event.description}; }
  void build(Page& page) const override;

 private:
  const OccurrenceCard* date() const { return chosen < dates.size() ? &dates[chosen] : nullptr; }
  EventStatus status() const { return date() ? date()->status : event.status; }
  std::string status_sentence(const Page& page) const;
  void head(Page& page) const;
  void facts(Page& page) const;
  void agenda(Page& page) const;
  void take_along(Page& page) const;
  void further_dates(Page& page) const;
};

// What has changed, in a sentence, with the new place.
std::string EventScreen::status_sentence(const Page& page) const {
  switch (status()) {
    case EventStatus::cancelled: return page.words("status.cancelled_what");
    case EventStatus::postponed: return page.words("status.postponed_what");
    case EventStatus::full: return page.words("status.full_what");
    case EventStatus::moved:
      return location ? page.words("status.moved_to", {{"place", page.plain(location->name)}}) : "";
    case EventStatus::scheduled: break;
  }
  return "";
}

void EventScreen::head(Page& page) const {
  std::vector<Chip> chips = status_chips(page, status(), date() && running_now(page, *date()));
  add_cost_chip(page, event.cost.kind, chips);
  if (location) add_access_chips(page, location->accessibility, chips);
  if (event.open_to_public == Known::yes) chips.push_back({"lock_open", page.words("fact.public"), page.theme().good});
  if (event.open_to_public == Known::no) chips.push_back({"lock", page.words("fact.not_public"), page.theme().calm});
  if (event.registration == Registration::none) {
    const bool consults = event.kind == EventKind::consultation_hour;
    chips.push_back({"person_add", page.words(consults ? "fact.no_appointment" : "fact.no_registration"), page.theme().friendly});
  }
  if (event.registration == Registration::required) chips.push_back({"how_to_reg", page.words("fact.registration"), page.theme().friendly});
  add_sign_chip(page, event.languages, event.video.has_value(), chips);
  if (!chips.empty()) {
    page.y += place_chips(page, page.left, page.y, page.width, chips);
    page.space(4);
  }
  const auto name = page.choose(event.name);
  auto options = page.options_for(name);
  options.struck = status() == EventStatus::cancelled;
  page.paragraph(name.text, Type::title, options);
  page.space(4);
  std::string changed = status_sentence(page);
  if (!event.status_note.empty()) changed += (changed.empty() ? "" : " ") + page.plain(event.status_note);
  if (!changed.empty()) {
    page.note("info", changed, page.theme().urgent);
    page.space(4);
  }
  page.film_button(event.video);
}

void EventScreen::facts(Page& page) const {
  if (const auto* when = date()) {
    std::vector<std::string> quiet;
    const Date day = first_day(*when);
    const auto ahead = std::chrono::sys_days(day) - std::chrono::sys_days(page.moment.today());
    if (page.moment.clock_trusted && ahead.count() >= 0 && ahead.count() <= 1) quiet.push_back(day_heading(page, day));
    page.fact("event", when_text(page, *when), quiet);
  }
  if (location) place_fact(page, *location, event.room);
  page.fact("groups", audience_line(page, event.audiences), event.languages.empty() ? std::vector<std::string>{} : std::vector{spoken(page, event.languages)});
  std::vector<std::string> money;
  if (!event.cost.note.empty()) money.push_back(page.plain(event.cost.note));
  if (event.cost.kind == CostKind::paid || !money.empty()) page.fact("euro", event.cost.kind == CostKind::paid ? page.words("fact.paid") : "", money);
  if (!event.registration_note.empty()) page.fact("how_to_reg", "", {page.plain(event.registration_note)});
  if (organizer) page.fact("flag", page.words("fact.organizer", {{"name", page.plain(organizer->name)}}), {});
  contact_facts(page, event.contacts);
}

void EventScreen::agenda(Page& page) const {
  if (event.agenda.empty()) return;
  page.heading(page.words("event.agenda"));
  ui::TextOptions number;
  number.ink = page.theme().accent;
  number.bold = true;
  // Wide enough for the longest number in any size of text.
  float indent = page.mm(10);
  for (const auto& item : event.agenda) {
    const auto layout = page.pen.measure(item.number, Type::body, 100000, number);
    if (!layout->lines.empty()) indent = std::max(indent, std::ceil(layout->lines[0].width) + page.mm(4));
  }
  for (const auto& item : event.agenda) {
    page.pen.text(page.left, page.y, indent, Type::body, item.number, number);
    const auto title = page.choose(item.title);
    page.y += page.pen.text(page.left + indent, page.y, page.width - indent, Type::body, title.text, page.options_for(title));
    page.space(2);
  }
  page.space(4);
}

void EventScreen::take_along(Page& page) const {
  if (!date()) return;
  const std::string place = location ? place_line(page, *location) : std::string();
  OccurrenceCard entry = *date();
  std::string name = page.plain(event.name), explanation = page.words(status() == EventStatus::cancelled ? "take.cancelled" : "take.event");
  if (event.discreet) {
    if (!organizer) return;
    // Neither what a calendar shows nor what it keeps to itself says what it is about.
    entry.event_id = organizer->id;
    name = page.plain(organizer->name);
    explanation = page.words("take.discreet", {{"name", name}});
  }
  qr_card(page, calendar_entry(entry, name, place), page.words("take.title"), explanation);
  page.space(5);
}

void EventScreen::further_dates(Page& page) const {
  if (dates.size() <= 1) return;
  page.heading(page.words("event.further"));
  std::size_t shown = 0;
  for (std::size_t i = 0; i < dates.size() && (all_dates || shown < kFurtherDates); ++i) {
    if (i == chosen) continue;
    ++shown;
    std::string words = when_text(page, dates[i]);
    for (const auto& chip : status_chips(page, dates[i].status, false)) words += " · " + chip.words;
    page.button("event", words, {"swap", "event/" + event.id + (all_dates ? "?dates=all&at=" : "?at=") + format_instant(dates[i].start)}, outlined(page.theme()));
    page.y += page.gap();
  }
  if (!all_dates && dates.size() - 1 > kFurtherDates) {
    page.button("event_note", page.words("event.all_dates", {{"count", static_cast<long long>(dates.size())}}),
                {"refine", "event/" + event.id + "?dates=all&at=" + format_instant(dates[chosen].start)}, outlined(page.theme()));
    page.y += page.gap();
  }
  page.space(3);
}

void EventScreen::build(Page& page) const {
  const auto description = page.choose(event.description);
  const bool wide = page.wide();
  if (wide) {
    page.begin_columns(0.47f);
    page.column(0);
    page.space(bleeds() ? 6 : 0);
  }
  if (event.image) page.banner(*event.image, 0.3f);
  if (!wide) head(page);
  if (!wide) facts(page);
  if (wide) {
    take_along(page);
    further_dates(page);
    page.column(1);
    page.space(bleeds() ? 6 : 0);
    head(page);
    facts(page);
  }
  page.space(1);
  page.translation_note(description);
  body_blocks(page, description);
  agenda(page);
  if (!wide) {
    take_along(page);
    further_dates(page);
  }
  if (topic) {
    page.button(topic->pictogram, page.words("event.more_of", {{"topic", page.plain(topic->name)}}), {"go", "offers/" + topic->id}, outlined(page.theme()));
  }
  if (wide) page.end_columns();
}

}  // namespace

Result<std::unique_ptr<Screen>> load_event(const Store& store, const Ask& ask) {
  auto event = store.event(ask.route.id);
  if (!event) return tl::make_unexpected(event.error());
  if (!*event) return nullptr;
  auto screen = std::make_unique<EventScreen>();
  screen->event = std::move(**event);
  screen->all_dates = ask.route.option("dates") == "all";
  auto dates = store.occurrences_of(ask.route.id, ask.moment.now, 60);
  if (!dates) return tl::make_unexpected(dates.error());
  screen->dates = std::move(*dates);
  if (const auto at = parse_instant(ask.route.option("at"))) {
    for (std::size_t i = 0; i < screen->dates.size(); ++i) {
      if (screen->dates[i].start == *at) screen->chosen = i;
    }
  }
  const auto* date = screen->chosen < screen->dates.size() ? &screen->dates[screen->chosen] : nullptr;
  auto location = store.location(date && !date->location_id.empty() ? date->location_id : screen->event.location_id);
  if (!location) return tl::make_unexpected(location.error());
  screen->location = std::move(*location);
  auto organizer = store.organization(screen->event.organizer_id);
  if (!organizer) return tl::make_unexpected(organizer.error());
  screen->organizer = std::move(*organizer);
  if (!screen->event.topics.empty()) {
    auto topic = store.topic(screen->event.topics.front());
    if (!topic) return tl::make_unexpected(topic.error());
    screen->topic = std::move(*topic);
  }
  return screen;
}

}  // namespace treffpunkt::screens
