#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "content/language/language.h"
#include "content/store/cards.h"
#include "content/store/hours.h"
#include "content/store/schema.h"
#include "content/store/write_lists.h"

namespace treffpunkt {
namespace {

// How the feed's default language sorts. Without ICU's tables the bytes decide: an order still.
class SortKeys {
 public:
  explicit SortKeys(const std::string& language) : language_(language) {
    const auto* known = find_language(language);
    const std::string tag(known != nullptr ? known->icu_locale : std::string_view(language));
    UErrorCode status = U_ZERO_ERROR;
    const auto locale = icu::Locale::forLanguageTag(tag, status);
    collator_.reset(icu::Collator::createInstance(locale, status));
    if (U_FAILURE(status)) collator_.reset();
  }

  std::string of(const Text& name) const {
    const auto chosen = choose_translation(name, language_);
    if (!collator_) return std::string(chosen.text);
    const auto text = icu::UnicodeString::fromUTF8({chosen.text.data(), static_cast<std::int32_t>(chosen.text.size())});
    std::string key(static_cast<std::size_t>(collator_->getSortKey(text, nullptr, 0)), '\0');
    collator_->getSortKey(text, reinterpret_cast<std::uint8_t*>(key.data()), static_cast<std::int32_t>(key.size()));
    return key;
  }

 private:
  std::string language_;
  std::unique_ptr<icu::Collator> collator_;
};

ServiceCard card_of(const Service& service, const Contents& contents) {
  ServiceCard card;
  card.id = service.id;
  card.name = service.name;
  card.summary = service.summary;
  card.organization_id = service.organization_id;
  if (const auto* by = contents.organization(service.organization_id)) card.organization_name = by->name;
  if (!service.location_ids.empty()) {
    card.location_id = service.location_ids.front();
    if (const auto* at = contents.location(card.location_id)) {
      card.location_name = at->name;
      card.step_free = at->accessibility.step_free;
    }
  }
  card.topics = service.topics;
  card.audiences = service.audiences;
  card.languages = service.languages;
  card.cost = service.cost.kind;
  card.by_appointment = service.by_appointment;
  card.status = service.status;
  card.schedules = service.schedules;
  card.closures = service.closures;
  card.closed_on_public_holidays = service.closed_on_public_holidays;
  card.time_zone = service.time_zone;
  card.film = service.video.has_value();
  card.image = service.image;
  return card;
}

void add_facets(FacetWriter& facets, const Service& service, const ServiceCard& card, std::int64_t number) {
  const auto add = [&](std::string_view name) { facets.add(FacetWriter::Rows::services, name, number); };
  for (const auto& topic : service.topics) add(facet::topic(topic));
  for (const auto& audience : service.audiences) add(facet::audience(audience));
  for (const auto& language : service.languages) add(facet::language(language));
  if (service.video) add(facet::language(kSignLanguage));  // a film makes it as easy to understand
  for (const auto& location : service.location_ids) add(facet::location(location));
  for (const auto& site : service.sites) add(facet::site(site));
  if (!service.organization_id.empty()) add(facet::organization(service.organization_id));
  if (service.cost.kind == CostKind::free) add(facet::kFree);
  if (card.step_free == Known::yes) add(facet::kStepFree);
}

}  // namespace

void write_services(Database& database, const Contents& contents, FacetWriter& facets) {
  struct Row {
    std::string key;
    Contents::Typed<Service> service;
  };
  const SortKeys keys(contents.header().default_language);
  std::vector<Row> rows;
  for (const auto& service : contents.all<Service>()) {
    if (service.item->status != ServiceStatus::inactive) rows.push_back({keys.of(service.item->name), service});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.key < b.key; });

  auto insert = database.prepare("INSERT INTO service VALUES(?,?,?,?,?)");
  auto insert_card = database.prepare("INSERT INTO service_card VALUES(?,?)");
  std::int64_t number = 0;
  for (const auto& row : rows) {
    const auto& service = *row.service.item;
    insert.bind(1, ++number)
        .bind(2, row.service.number)
        .bind(3, std::int64_t{service.sites.empty()})
        .bind(4, service.time_zone)
        .bind_blob(5, pack_hours(service))
        .run();
    const auto card = card_of(service, contents);
    insert_card.bind(1, number).bind(2, write_card(card)).run();
    add_facets(facets, service, card, number);
  }
}

}  // namespace treffpunkt
