// A place or an organization, as the search finds it: what it is, how to get there, and what there is to do.

#include <set>

#include "kiosk/screens/body_blocks.h"
#include "kiosk/screens/card.h"
#include "kiosk/screens/place.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/topics.h"

namespace treffpunkt::screens {
namespace {

constexpr std::size_t kMostOffers = 40;
constexpr std::size_t kMostEvents = 6;
constexpr std::size_t kLookedThrough = 300;  // dates ahead

class Host : public Screen {
 public:
  std::optional<Location> location;
  std::optional<Organization> organization;
  std::vector<OccurrenceCard> events;  // the next date of each
  std::vector<ServiceCard> services;
  Topics topics;

  void build(Page& page) const override;
};

void Host::build(Page& page) const {
  if (organization) {
    const auto description = page.choose(organization->description);
    page.title(page.plain(organization->name));
    page.translation_note(description);
    body_blocks(page, description);
    contact_facts(page, organization->contacts);
  }
  if (location) {
    page.title(page.plain(location->name));
    const auto way = way_there(page, *location);
    if (!way.empty()) page.fact("place", way.front(), {way.begin() + 1, way.end()});
    std::vector<Chip> chips;
    add_access_chips(page, location->accessibility, chips);
    if (!chips.empty()) {
      page.y += place_chips(page, page.left, page.y, page.width, chips);
      page.space(5);
    }
  }
  if (!events.empty()) {
    page.space(3);
    page.heading(page.words("events.title"));
    card_grid(page, events.size(), [&](std::size_t i) { event_card(page, events[i], Lead::weekday_and_month); });
  }
  if (services.empty()) return;
  page.space(3);
  page.heading(page.words("search.offers"));
  card_grid(page, services.size(), [&](std::size_t i) {
    const auto look = topics.look_of(services[i].topics);
    service_card(page, services[i], look.pictogram, page.theme().hue(look.hue));
  });
}

// What takes place there, or is theirs.
Result<std::vector<OccurrenceCard>> events_of(const Host& host, const Store& store, const Ask& ask) {
  EventQuery query;
  query.from = ask.moment.now;
  query.site = ask.site;
  query.limit = kLookedThrough;
  auto dates = store.events(query);
  if (!dates) return tl::make_unexpected(dates.error());
  std::vector<OccurrenceCard> events;
  std::set<std::string> known;
  for (auto& date : *dates) {
    if (events.size() == kMostEvents) break;
    if (host.location) {
      if (date.location_id == host.location->id && known.insert(date.event_id).second) events.push_back(std::move(date));
      continue;
    }
    if (!known.insert(date.event_id).second) continue;
    const auto event = store.event(date.event_id);
    if (!event) return tl::make_unexpected(event.error());
    if (*event && (*event)->organizer_id == host.organization->id) events.push_back(std::move(date));
  }
  return events;
}

Result<std::unique_ptr<Screen>> with_offers(std::unique_ptr<Host> host, const Store& store, const Ask& ask, ServiceQuery query) {
  auto events = events_of(*host, store, ask);
  if (!events) return tl::make_unexpected(events.error());
  host->events = std::move(*events);
  query.site = ask.site;
  query.limit = kMostOffers;
  auto services = store.services(query);
  if (!services) return tl::make_unexpected(services.error());
  host->services = std::move(*services);
  auto topics = store.topics(query.site);
  if (!topics) return tl::make_unexpected(topics.error());
  host->topics = Topics(std::move(*topics));
  return host;
}

}  // namespace

Result<std::unique_ptr<Screen>> load_location(const Store& store, const Ask& ask) {
  auto location = store.location(ask.route.id);
  if (!location) return tl::make_unexpected(location.error());
  if (!*location) return nullptr;
  auto host = std::make_unique<Host>();
  host->location = std::move(*location);
  return with_offers(std::move(host), store, ask, {.location_id = ask.route.id});
}

Result<std::unique_ptr<Screen>> load_organization(const Store& store, const Ask& ask) {
  auto organization = store.organization(ask.route.id);
  if (!organization) return tl::make_unexpected(organization.error());
  if (!*organization) return nullptr;
  auto host = std::make_unique<Host>();
  host->organization = std::move(*organization);
  return with_offers(std::move(host), store, ask, {.organization_id = ask.route.id});
}

}  // namespace treffpunkt::screens
