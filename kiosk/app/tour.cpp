#include "kiosk/app/tour.h"

#include "content/language/zone.h"

namespace treffpunkt::app {

std::vector<std::string> tour_of(const Store* store, Instant now) {
  std::vector<std::string> routes = {"attract", "home", "language"};
  if (!store) return routes;
  routes.insert(routes.end(), {"search", "search?q=kurs", "search?q=xylophon", "events", "events?free=1", "events?panel=1", "offers",
                               "offers?open=1", "politics", "politics?kind=groups", "about", "signs", "orientation", "voice"});
  EventQuery query;
  query.from = now;
  query.limit = 200;
  bool agenda = false, cancelled = false, plain = false;
  if (const auto events = store->events(query)) {
    for (const auto& occurrence : *events) {
      const bool is_cancelled = occurrence.status == EventStatus::cancelled;
      const bool has_agenda = occurrence.kind == EventKind::council_session || occurrence.kind == EventKind::conference;
      bool& seen = is_cancelled ? cancelled : has_agenda ? agenda : plain;
      if (seen || (!is_cancelled && !has_agenda && !occurrence.image)) continue;
      seen = true;
      routes.push_back("event/" + occurrence.event_id + "?at=" + format_instant(occurrence.start));
    }
  }
  if (const auto topics = store->topics("")) {
    if (!topics->empty()) routes.push_back("offers/" + topics->front().id);
  }
  ServiceQuery services;
  services.limit = 200;
  bool scheduled = false, by_appointment = false;
  if (const auto found = store->services(services)) {
    for (const auto& service : *found) {
      bool& seen = service.by_appointment ? by_appointment : scheduled;
      if (seen || (!service.by_appointment && service.schedules.empty())) continue;
      seen = true;
      routes.push_back("offer/" + service.id);
      if (service.by_appointment) continue;
      routes.push_back("location/" + service.location_id);
      routes.push_back("organization/" + service.organization_id);
    }
  }
  for (const auto role : {PageRole::newcomers, PageRole::discrimination, PageRole::emergency, PageRole::about, PageRole::accessibility}) {
    const auto page = store->page(role);
    if (page && *page) routes.push_back("page/" + (*page)->id);
  }
  // Down the guided help to an answer.
  auto help = store->page(PageRole::discrimination);
  while (help && *help) {
    const auto children = store->pages((*help)->id, "");
    if (!children || children->empty()) break;
    routes.push_back("page/" + children->front().id);
    help = children->front();
  }
  return routes;
}

}  // namespace treffpunkt::app
