// Politics: conferences, council sessions, working groups, committees; when each meets next, what is on the agenda and
// whether anybody may come.

#include <algorithm>
#include <array>
#include <map>

#include "kiosk/screens/card.h"
#include "kiosk/screens/choices.h"
#include "kiosk/screens/politics.h"
#include "kiosk/screens/screen.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

struct Kind {
  EventKind kind;
  std::string_view option, icon, title_key, what_key;
};

constexpr std::array<Kind, 4> kKinds = {{
    {EventKind::conference, "conferences", "groups", "politics.conferences", "politics.conferences_what"},
    {EventKind::council_session, "sessions", "forum", "politics.sessions", "politics.sessions_what"},
    {EventKind::working_group, "groups", "handshake", "politics.groups", "politics.groups_what"},
    {EventKind::committee, "committees", "account_balance", "politics.committees", "politics.committees_what"},
}};
constexpr std::size_t kAtFirst = 2;   // of each kind, before one is chosen
constexpr std::size_t kMostDates = 60;
constexpr std::size_t kMostTitles = 3;  // of an agenda, on a card

struct Meeting {
  OccurrenceCard next;
  Known open_to_public = Known::unknown;
  std::vector<AgendaItem> agenda;
  Text summary;
};

class Politics : public Screen {
 public:
  Route route;
  std::array<std::vector<Meeting>, kKinds.size()> meetings;
  std::optional<Topic> topic;  // that they share
  std::vector<treffpunkt::Page> pages;

  void build(Page& page) const override;

 private:
  void kinds(Page& page) const;
  void section(Page& page, std::size_t kind, bool all) const;
};

void Politics::kinds(Page& page) const {
  const std::string chosen = route.option("kind");
  std::vector<Choice> choices = {{"apps", page.words("politics.all"), {"swap", to_string(route.with("kind", ""))}, chosen.empty()}};
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (meetings[i].empty()) continue;
    const std::string option(kKinds[i].option);
    choices.push_back({std::string(kKinds[i].icon), page.words(kKinds[i].title_key), {"swap", to_string(route.with("kind", option))}, chosen == option});
  }
  choice_row(page, choices);
}

void meeting_card(Page& page, const Meeting& meeting) {
  CardExtras extras;
  if (meeting.open_to_public == Known::yes) extras.chips.push_back({"lock_open", page.words("fact.public"), page.theme().good});
  if (meeting.open_to_public == Known::no) extras.chips.push_back({"lock", page.words("fact.not_public"), page.theme().calm});
  std::vector<std::string> titles;
  for (std::size_t i = 0; i < std::min(kMostTitles, meeting.agenda.size()); ++i) titles.push_back(page.plain(meeting.agenda[i].title));
  if (!titles.empty()) {
    std::string line;
    for (const auto& title : titles) line += (line.empty() ? "" : " · ") + title;
    extras.line = page.words("politics.agenda", {{"titles", line + (meeting.agenda.size() > titles.size() ? " …" : "")}});
  } else {
    extras.line = page.plain(meeting.summary);
  }
  event_card(page, meeting.next, Lead::weekday_and_month, extras);
}

void Politics::section(Page& page, std::size_t kind, bool all) const {
  const auto& found = meetings[kind];
  if (found.empty()) return;
  const std::string title = page.words(kKinds[kind].title_key);
  page.heading(title);
  ui::TextOptions quiet;
  quiet.ink = page.theme().quiet_ink;
  page.paragraph(page.words(kKinds[kind].what_key), Type::small, quiet);
  page.space(3);
  card_grid(page, all ? found.size() : std::min(found.size(), kAtFirst), [&](std::size_t i) { meeting_card(page, found[i]); });
  if (!all && found.size() > kAtFirst) {
    page.button(kKinds[kind].icon, page.words("politics.more", {{"kind", title}}),
                {"go", to_string(route.with("kind", kKinds[kind].option))}, outlined(page.theme()));
    page.y += page.gap();
  }
  page.space(3);
}

void Politics::build(Page& page) const {
  page.title(page.words("politics.title"));
  page.paragraph(page.words("politics.intro"));
  page.space(4);
  kinds(page);
  page.space(2);
  const std::string chosen = route.option("kind");
  const bool one = std::any_of(kKinds.begin(), kKinds.end(), [&](const Kind& kind) { return kind.option == chosen; });
  bool empty = true;
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (one && kKinds[i].option != chosen) continue;
    empty = empty && meetings[i].empty();
    section(page, i, one);
  }
  if (empty) {
    page.note("event_busy", page.words("politics.none"), page.theme().calm);
    page.space(5);
  }
  if (!pages.empty()) page.heading(page.words("offers.good_to_know"));
  card_grid(page, pages.size(), [&](std::size_t i) { page_card(page, pages[i], "menu_book", page.theme().hue("amber")); });
  if (!topic) return;
  page.space(2);
  page.button(topic->pictogram, page.words("event.more_of", {{"topic", page.plain(topic->name)}}), {"go", "offers/" + topic->id}, outlined(page.theme()));
}

Result<std::vector<Meeting>> meetings_of(const Store& store, const Ask& ask, EventKind kind) {
  EventQuery query;
  query.from = ask.moment.now;
  query.kinds = {kind};
  query.site = ask.site;
  query.limit = kMostDates;
  auto dates = store.events(query);
  if (!dates) return tl::make_unexpected(dates.error());
  std::vector<Meeting> meetings;
  for (auto& date : *dates) {
    const bool known = std::any_of(meetings.begin(), meetings.end(), [&](const Meeting& one) { return one.next.event_id == date.event_id; });
    if (known) continue;
    auto event = store.event(date.event_id);
    if (!event) return tl::make_unexpected(event.error());
    Meeting meeting;
    if (*event) meeting = {{}, (*event)->open_to_public, std::move((*event)->agenda), std::move((*event)->summary)};
    meeting.next = std::move(date);
    meetings.push_back(std::move(meeting));
  }
  return meetings;
}

}  // namespace

Result<std::string> topic_of_politics(const Store& store, const Ask& ask) {
  EventQuery query;
  query.from = ask.moment.now;
  for (const auto& kind : kKinds) query.kinds.push_back(kind.kind);
  query.site = ask.site;
  query.limit = kMostDates;
  auto dates = store.events(query);
  if (!dates) return tl::make_unexpected(dates.error());
  std::map<std::string, int> counts;
  for (const auto& date : *dates) {
    for (const auto& topic : date.topics) ++counts[topic];
  }
  const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string() : most->first;
}

Result<std::unique_ptr<Screen>> load_politics(const Store& store, const Ask& ask) {
  auto screen = std::make_unique<Politics>();
  screen->route = ask.route;
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    auto meetings = meetings_of(store, ask, kKinds[i].kind);
    if (!meetings) return tl::make_unexpected(meetings.error());
    screen->meetings[i] = std::move(*meetings);
  }
  const auto shared = topic_of_politics(store, ask);
  if (!shared) return tl::make_unexpected(shared.error());
  if (shared->empty()) return screen;
  auto topic = store.topic(*shared);
  if (!topic) return tl::make_unexpected(topic.error());
  screen->topic = std::move(*topic);
  auto pages = store.pages_on(*shared, ask.site);
  if (!pages) return tl::make_unexpected(pages.error());
  screen->pages = std::move(*pages);
  return screen;
}

}  // namespace treffpunkt::screens
