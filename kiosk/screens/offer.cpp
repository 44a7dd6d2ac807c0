// One offer: whether it is open, this week's hours, where, what to bring; its contact to take along.

#include <algorithm>
#include <cmath>

#include "kiosk/screens/body_blocks.h"
#include "kiosk/screens/code_card.h"
#include "kiosk/screens/card.h"
#include "kiosk/screens/place.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/take_home.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

class Offer : public Screen {
 public:
  Service service;
  std::vector<Location> locations;
  std::optional<Organization> organization;

  bool bleeds() const override { return service.image.has_value(); }
  bool is_private() const override { return service.discreet; }
  Recorded recorded() const override { return {&service, &service.description}; }
  void build(Page& page) const override;

 private:
  OpeningRules rules() const {
    return {service.schedules, service.closures, service.closed_on_public_holidays, service.by_appointment, service.status};
  }
  bool around_the_clock() const {
    const auto all_day = [](const Schedule& schedule) { return schedule.opens_at.count() == 0 && schedule.closes_at == std::chrono::hours(24); };
    return service.schedules.size() == 7 && std::all_of(service.schedules.begin(), service.schedules.end(), all_day);
  }
  void head(Page& page) const;
  std::string closed_words(const Page& page, Date day) const;
  void hours(Page& page) const;
  void facts(Page& page) const;
  void longer_texts(Page& page) const;
  void take_along(Page& page) const;
};

void Offer::head(Page& page) const {
  std::vector<Chip> chips;
  bool open = false;
  const auto state = openness(page, opening_hours(rules(), page.moment.local), open);
  if (!state.empty()) {
    const bool closed = service.status == ServiceStatus::temporarily_closed;
    chips.push_back({"schedule", state, open ? page.theme().good : closed ? page.theme().urgent : page.theme().calm});
  }
  add_cost_chip(page, service.cost.kind, chips);
  if (!locations.empty()) add_access_chips(page, locations.front().accessibility, chips);
  add_sign_chip(page, service.languages, service.video.has_value(), chips);
  if (!chips.empty()) {
    page.y += place_chips(page, page.left, page.y, page.width, chips);
    page.space(4);
  }
  page.text(service.name, Type::title);
  page.space(4);
  page.film_button(service.video);
}

// Why it is closed, where that is known; by appointment it is not.
std::string Offer::closed_words(const Page& page, Date day) const {
  for (const auto& closure : service.closures) {
    if (day < closure.first || closure.last < day) continue;
    const auto reason = page.plain(closure.reason);
    return reason.empty() ? page.words("offer.closed") : page.words("offer.closed_for", {{"reason", reason}});
  }
  if (service.closed_on_public_holidays && is_public_holiday(day)) return page.words("offer.holiday");
  return page.words(service.by_appointment ? "open.by_appointment" : "offer.closed");
}

void Offer::hours(Page& page) const {
  if (service.schedules.empty()) return;
  if (around_the_clock()) {
    page.fact("schedule", page.words("open.always"), {});
    return;
  }
  page.heading(page.words(page.moment.clock_trusted ? "offer.hours_week" : "offer.hours"));
  const float label = std::round(page.width * 0.42f);
  for (int i = 0; i < 7; ++i) {
    const Date day{std::chrono::sys_days(page.moment.today()) + std::chrono::days(i)};
    const auto intervals = intervals_on(rules(), day);
    std::string times;
    for (const auto& interval : intervals) {
      times += (times.empty() ? "" : ", ") + page.words.formats.time_range(interval.opens_at, interval.closes_at);
      if (!interval.schedule->note.empty()) times += " · " + page.plain(interval.schedule->note);
    }
    if (times.empty()) times = closed_words(page, day);
    ui::TextOptions options;
    const bool today = i == 0 && page.moment.clock_trusted;
    options.bold = today;
    options.ink = intervals.empty() ? page.theme().quiet_ink : page.theme().ink;
    options.tabular = true;
    const float left = page.pen.text(page.left, page.y, label, Type::body, page.words.formats.weekday(day) + (today ? " · " + page.words("day.just_today") : ""), options);
    const float right = page.pen.text(page.left + label, page.y, page.width - label, Type::body, times, options);
    page.y += std::max(left, right);
    page.space(1);
  }
  page.space(4);
}

void Offer::facts(Page& page) const {
  for (const auto& location : locations) place_fact(page, location, {});
  page.fact("groups", audience_line(page, service.audiences), service.languages.empty() ? std::vector<std::string>{} : std::vector{spoken(page, service.languages)});
  if (!service.interpretation_services.empty()) page.fact("translate", "", {page.plain(service.interpretation_services)});
  if (!service.cost.note.empty()) page.fact("euro", "", {page.plain(service.cost.note)});
  if (!service.application_process.empty()) page.fact("how_to_reg", page.words("offer.how"), {page.plain(service.application_process)});
  if (organization) page.fact("flag", page.words("fact.organizer", {{"name", page.plain(organization->name)}}), {});
  contact_facts(page, service.contacts);
}

void Offer::longer_texts(Page& page) const {
  const auto description = page.choose(service.description);
  page.translation_note(description);
  body_blocks(page, description);
  if (!service.required_documents.empty()) {
    page.space(2);
    page.heading(page.words("offer.documents"));
    body_blocks(page, page.choose(service.required_documents));
  }
}

void Offer::take_along(Page& page) const {
  // Whoever looks into the phone later learns nothing from the contact of a discreet offer: it is its organization's.
  if (service.discreet && !organization) return;
  const auto& contacts = service.discreet ? organization->contacts : service.contacts;
  const auto usable = std::find_if(contacts.begin(), contacts.end(),
                                   [](const Contact& contact) { return !contact.phone.empty() || !contact.email.empty() || !contact.website.empty(); });
  if (usable == contacts.end()) return;
  const std::string place = locations.empty() ? std::string() : place_line(page, locations.front());
  const std::string name = page.plain(service.discreet ? organization->name : service.name);
  const std::string explanation = service.discreet ? page.words("take.discreet", {{"name", name}}) : page.words("take.offer");
  qr_card(page, contact_card(name, place, *usable), page.words("take.title"), explanation);
  page.space(5);
}

void Offer::build(Page& page) const {
  if (page.wide()) {
    page.begin_columns(0.47f);
    page.column(0);
    page.space(bleeds() ? 6 : 0);
    if (service.image) page.banner(*service.image, 0.26f);
    hours(page);
    take_along(page);
    page.column(1);
    page.space(bleeds() ? 6 : 0);
    head(page);
    facts(page);
    longer_texts(page);
    page.end_columns();
    return;
  }
  if (service.image) page.banner(*service.image, 0.26f);
  head(page);
  facts(page);
  hours(page);
  longer_texts(page);
  take_along(page);
}

}  // namespace

Result<std::unique_ptr<Screen>> load_offer(const Store& store, const Ask& ask) {
  auto service = store.service(ask.route.id);
  if (!service) return tl::make_unexpected(service.error());
  if (!*service) return nullptr;
  auto screen = std::make_unique<Offer>();
  screen->service = std::move(**service);
  for (const auto& id : screen->service.location_ids) {
    auto location = store.location(id);
    if (!location) return tl::make_unexpected(location.error());
    if (*location) screen->locations.push_back(std::move(**location));
  }
  auto organization = store.organization(screen->service.organization_id);
  if (!organization) return tl::make_unexpected(organization.error());
  screen->organization = std::move(*organization);
  return screen;
}

}  // namespace treffpunkt::screens
