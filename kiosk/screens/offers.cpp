// Offers: all topics, or one topic with its explanations, its next events and its offers.

#include <algorithm>

#include "kiosk/screens/card.h"
#include "kiosk/screens/filters.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/topics.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

constexpr std::size_t kOnePage = 40;
constexpr std::size_t kNextEvents = 2;

class Offers : public Screen {
 public:
  Route route;
  std::optional<Topic> topic;
  Topics topics;
  Filters filters;
  std::vector<ServiceCard> services;
  std::vector<OccurrenceCard> events;
  std::vector<treffpunkt::Page> pages;
  bool more = false;

  void build(Page& page) const override;

 private:
  void head(Page& page) const;
  void explanations(Page& page) const;
};

void Offers::head(Page& page) const {
  if (!topic) {
    page.title(page.words(filters.any() ? "offers.title" : "offers.all"));
    if (route.option("offset").empty() && !filters.any()) {
      topic_tiles(page, topics.all(), false, {});
      page.space(4);
      page.heading(page.words("offers.title"));
    }
    return;
  }
  const float size = page.mm(14);
  const auto name = page.choose(topic->name);
  const float x = page.left + size + page.mm(5);
  const float width = page.left + page.width - x;
  const float height = page.pen.measure(name.text, Type::title, width, page.options_for(name))->height;
  page.pen.icon(page.left, page.y + (page.metrics().line_height(Type::title) - size) / 2, size, topic->pictogram, page.theme().hue(topic->hue).icon);
  page.pen.text(x, page.y, width, Type::title, name.text, page.options_for(name));
  page.y += std::max(size, height);
  page.space(5);
}

void Offers::explanations(Page& page) const {
  if (pages.empty()) return;
  page.space(3);
  page.heading(page.words("offers.good_to_know"));
  card_grid(page, pages.size(), [&](std::size_t i) { page_card(page, pages[i], "menu_book", page.theme().hue("amber")); });
}

void Offers::build(Page& page) const {
  if (filters.panel_open()) return filters.panel(page, services.size(), more);
  head(page);
  filters.row(page);
  if (services.empty() && (filters.any() || (events.empty() && pages.empty()))) {
    page.note("info", page.words(filters.any() ? "filter.none" : "offers.none"), page.theme().calm);
    page.space(4);
    if (filters.any()) filters.take_back(page);
  } else if (filters.any()) {
    page.paragraph(filters.count_words(page, services.size(), more), Type::body_bold);
    page.space(3);
  }
  card_grid(page, services.size(), [&](std::size_t i) {
    const auto look = topic ? TopicLook{topic->pictogram, topic->hue} : topics.look_of(services[i].topics);
    service_card(page, services[i], look.pictogram, page.theme().hue(look.hue));
  });
  if (more) {
    const auto next = std::to_string(route.offset() + kOnePage);
    page.button("expand_more", page.words("offers.more"), {"go", to_string(route.with("offset", next))}, outlined(page.theme()));
    page.y += page.gap();
  }
  if (!events.empty()) {
    page.space(3);
    page.heading(page.words("offers.events"));
    card_grid(page, events.size(), [&](std::size_t i) { event_card(page, events[i], Lead::weekday_and_month); });
    page.button("event", page.words("home.all_events"), {"go", "events/" + topic->id}, outlined(page.theme()));
    page.y += page.gap();
  }
  explanations(page);
}

}  // namespace

Result<std::unique_ptr<Screen>> load_offers(const Store& store, const Ask& ask) {
  auto screen = std::make_unique<Offers>();
  screen->route = ask.route;
  auto topics = store.topics(ask.site);
  if (!topics) return tl::make_unexpected(topics.error());
  screen->filters = Filters(Filtered::offers, ask, *topics);
  screen->topics = Topics(std::move(*topics));
  ServiceQuery query;
  apply_filters(query, ask.route);
  if (ask.route.option("open") == "1") query.open_at = ask.moment.now;
  query.site = ask.site;
  query.limit = kOnePage + 1;
  query.offset = ask.route.offset();
  if (!ask.route.id.empty()) {
    auto topic = store.topic(ask.route.id);
    if (!topic) return tl::make_unexpected(topic.error());
    screen->topic = std::move(*topic);
    if (!screen->topic) query.topics.clear();
  }
  // What belongs to a topic besides offers stands on the first page of all of them.
  const bool first = query.offset == 0 && !screen->filters.any();
  if (screen->topic) {
    EventQuery events;
    events.from = ask.moment.now;
    events.site = ask.site;
    events.topics = query.topics;
    events.limit = first ? kNextEvents : 0;
    auto next = store.events(events);
    if (!next) return tl::make_unexpected(next.error());
    screen->events = std::move(*next);
    auto pages = store.pages_on(screen->topic->id, ask.site);
    if (!pages) return tl::make_unexpected(pages.error());
    if (first) screen->pages = std::move(*pages);
  } else if (first) {
    auto pages = store.pages("", ask.site);
    if (!pages) return tl::make_unexpected(pages.error());
    screen->pages = std::move(*pages);
  }
  auto services = store.services(query);
  if (!services) return tl::make_unexpected(services.error());
  screen->services = std::move(*services);
  screen->more = screen->services.size() > kOnePage;
  if (screen->more) screen->services.pop_back();
  return screen;
}

}  // namespace treffpunkt::screens
