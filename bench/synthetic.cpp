#include "bench/synthetic.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

#include "bench/synthetic_words.h"
#include "content/json/item_json.h"
#include "content/model/audience.h"

namespace treffpunkt::bench {
namespace {

constexpr std::array<std::string_view, 10> kTopics = {"arriving", "learning-german", "housing", "work",    "health",
                                                      "children", "older-people",    "sport",   "culture", "rights"};
constexpr std::array<std::string_view, 10> kPictograms = {"flight_land",    "school",     "home",    "work",
                                                          "local_hospital", "child_care", "elderly", "sports_soccer",
                                                          "palette",        "gavel"};
constexpr std::array<std::string_view, 8> kHues = {"blue", "amber", "green", "red", "violet", "teal", "pink", "stone"};
constexpr std::array<std::string_view, 6> kSpoken = {"de", "en", "tr", "ar", "uk", "fa"};
constexpr std::string_view kZone = "Europe/Berlin";
constexpr auto kFirstDay = std::chrono::local_days{std::chrono::year{2026} / 11 / 1};
constexpr std::size_t kDays = 400;  // that dates are spread over

std::string numbered(const char* prefix, std::size_t number) {
  char id[48];
  std::snprintf(id, sizeof id, "%s-%06zu", prefix, number);
  return id;
}

class Maker {
 public:
  explicit Maker(const SyntheticOptions& options)
      : options_(options),
        places_(std::max<std::size_t>(1, options.items * 4 / 100)),
        organizations_(std::max<std::size_t>(1, options.items * 4 / 100)) {}

  Feed make() {
    Feed feed;
    feed.header.id = "synthetic";
    feed.header.generation = 1;
    feed.header.languages = {"de", "de-simple", "en", "tr", "ar", "uk"};
    for (std::size_t i = 0; i < kTopics.size(); ++i) feed.items.emplace_back(topic(i));
    for (const auto role : {PageRole::about, PageRole::emergency, PageRole::discrimination})
      feed.items.emplace_back(main_page(role));
    while (feed.items.size() < options_.items) feed.items.push_back(next());
    std::sort(feed.items.begin(), feed.items.end(), [](const AnyItem& a, const AnyItem& b) {
      return std::pair(a.index(), std::string_view(id_of(a))) < std::pair(b.index(), std::string_view(id_of(b)));
    });
    return feed;
  }

 private:
  // An item's words depend on its own number only, so that a change stays where it is.
  Dice dice_for(std::uint64_t kind, std::size_t number) const {
    Dice which(number * 31 + kind);
    const bool changed = which.chance(options_.changed_percent);
    return Dice((number << 8) + kind + (changed ? 1ull << 60 : 0));
  }

  AnyItem next() {
    if (place_ < places_) return place(place_++);
    if (organization_ < organizations_) return organization(organization_++);
    ++number_;
    const auto share = number_ % 100;
    if (share < 64) return event(number_);
    if (share < 94) return service(number_);
    return page(number_);
  }

  std::string some_place(Dice& dice) const { return numbered("place", dice.below(places_)); }
  std::string some_organization(Dice& dice) const { return numbered("organization", dice.below(organizations_)); }

  template <typename T>
  void classify(Dice& dice, T& item) const {
    item.topics = {std::string(kTopics[dice.below(kTopics.size())])};
    if (dice.chance(30)) item.audiences = {std::string(kAudiences[dice.below(kAudiences.size())])};
    item.languages = {"de"};
    if (dice.chance(50)) item.languages.emplace_back(kSpoken[1 + dice.below(kSpoken.size() - 1)]);
    item.cost.kind = dice.chance(70) ? CostKind::free : CostKind::paid;
    item.time_zone = kZone;
  }

  Topic topic(std::size_t number) const {
    Dice dice = dice_for(1, number);
    Topic topic;
    topic.id = kTopics[number];
    topic.name = title(dice);
    topic.pictogram = kPictograms[number];
    topic.hue = kHues[number % kHues.size()];
    topic.order = static_cast<int>(number);
    return topic;
  }

  Page main_page(PageRole role) const {
    Page made = page(static_cast<std::size_t>(role));
    made.id = numbered("main", static_cast<std::size_t>(role));
    made.role = role;
    return made;
  }

  Page page(std::size_t number) const {
    Dice dice = dice_for(2, number);
    Page page;
    page.id = numbered("page", number);
    page.order = static_cast<int>(number % 1000);
    page.parent_id = number > 2000 ? numbered("page", 194) : "";
    page.title = title(dice);
    page.body = prose(dice, 30);
    page.topics = {std::string(kTopics[dice.below(kTopics.size())])};
    return page;
  }

  Location place(std::size_t number) const {
    Dice dice = dice_for(3, number);
    Location place;
    place.id = numbered("place", number);
    place.name.translations["de"] = {compound(dice) + " " + name(dice), Origin::human};
    place.street_address = name(dice) + "straße " + std::to_string(1 + dice.below(120));
    place.postal_code = "21073";
    place.locality = "Hamburg";
    place.accessibility.step_free = dice.chance(60) ? Known::yes : Known::unknown;
    return place;
  }

  Organization organization(std::size_t number) const {
    Dice dice = dice_for(4, number);
    Organization organization;
    organization.id = numbered("organization", number);
    organization.name.translations["de"] = {compound(dice) + " " + name(dice) + " e.V.", Origin::human};
    organization.description = prose(dice, 8);
    return organization;
  }

  // One event in thirty takes place every week.
  void set_dates(Dice& dice, Event& event) const {
    const bool weekly = dice.chance(3);
    const auto day = kFirstDay + std::chrono::days(dice.below(weekly ? 7 : kDays));
    const auto minute = std::chrono::minutes(8 * 60 + 30 * dice.below(24));
    const auto length = std::chrono::minutes(60 + 30 * dice.below(5));
    for (std::size_t week = 0; week < (weekly ? kDays / 7 : 1); ++week) {
      Occurrence occurrence;
      occurrence.start = day + std::chrono::days(7 * week) + minute;
      occurrence.end = occurrence.start + length;
      if (dice.chance(2)) occurrence.status = EventStatus::cancelled;
      event.occurrences.push_back(occurrence);
    }
  }

  Event event(std::size_t number) const {
    Dice dice = dice_for(5, number);
    Event event;
    event.id = numbered("event", number);
    event.kind = static_cast<EventKind>(dice.below(14));
    event.name = title(dice);
    event.summary = prose(dice, 6);
    event.description = prose(dice, 16);
    set_dates(dice, event);
    event.location_id = some_place(dice);
    event.organizer_id = some_organization(dice);
    event.registration = static_cast<Registration>(dice.below(4));
    classify(dice, event);
    event.last_modified = "2026-11-01";
    return event;
  }

  Service service(std::size_t number) const {
    Dice dice = dice_for(6, number);
    Service service;
    service.id = numbered("service", number);
    service.name = title(dice);
    service.summary = prose(dice, 6);
    service.description = prose(dice, 20);
    service.organization_id = some_organization(dice);
    service.location_ids = {some_place(dice)};
    for (unsigned weekday = 1; weekday <= 5; ++weekday) {
      if (!dice.chance(50)) continue;
      Schedule schedule;
      schedule.weekday = std::chrono::weekday{weekday};
      schedule.opens_at = std::chrono::minutes(8 * 60 + 30 * dice.below(8));
      schedule.closes_at = schedule.opens_at + std::chrono::minutes(120 + 30 * dice.below(8));
      service.schedules.push_back(schedule);
    }
    service.by_appointment = dice.chance(20);
    classify(dice, service);
    service.last_modified = "2026-11-01";
    return service;
  }

  SyntheticOptions options_;
  std::size_t places_, organizations_;
  std::size_t place_ = 0, organization_ = 0, number_ = 0;
};

}  // namespace

Feed synthetic_feed(const SyntheticOptions& options) { return Maker(options).make(); }

}  // namespace treffpunkt::bench
