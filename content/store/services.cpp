#include <algorithm>

#include "content/language/zone.h"
#include "content/store/cards.h"
#include "content/store/facets.h"
#include "content/store/hours.h"
#include "content/store/reader.h"
#include "content/store/selection.h"

namespace treffpunkt {
namespace {

// Asks row after row whether it is open; remembers the wall clock of each zone.
class OpenAt {
 public:
  explicit OpenAt(Instant instant) : instant_(instant) {}

  bool holds(std::string_view zone, std::string_view bytes) {
    auto local = locals_.find(zone);
    if (local == locals_.end()) local = locals_.emplace(std::string(zone), to_local(instant_, zone)).first;
    const auto hours = unpack_hours(bytes);
    const OpeningRules rules{hours.schedules, hours.closures, hours.closed_on_public_holidays, hours.by_appointment,
                             hours.status};
    return opening_hours(rules, local->second).state == OpenState::open;
  }

 private:
  Instant instant_;
  std::map<std::string, LocalTime, std::less<>> locals_;
};

std::vector<std::int64_t> page_of(Statement& rows, const ServiceQuery& query) {
  std::vector<std::int64_t> numbers;
  std::optional<OpenAt> open;
  if (query.open_at) open.emplace(*query.open_at);
  std::size_t skipped = 0;
  while (numbers.size() < query.limit && rows.next()) {
    if (open && !open->holds(rows.text(1), rows.text(2))) continue;
    if (skipped < query.offset) {
      ++skipped;
    } else {
      numbers.push_back(rows.integer(0));
    }
  }
  return numbers;
}

}  // namespace

Result<std::vector<ServiceCard>> Store::services(const ServiceQuery& query) const {
  auto& database = *impl_->database;
  Selection selection(database, "service", "service_facet", "services");
  selection.any_of(facet::all(query.topics, facet::topic));
  selection.any_of(facet::all(query.audiences, facet::audience));
  selection.any_of(facet::all(query.languages, facet::language));
  if (query.only_free) selection.any_of({std::string(facet::kFree)});
  if (query.only_step_free) selection.any_of({std::string(facet::kStepFree)});
  if (!query.organization_id.empty()) selection.any_of({facet::organization(query.organization_id)});
  if (!query.location_id.empty()) selection.any_of({facet::location(query.location_id)});
  selection.site(query.site);
  std::vector<ServiceCard> cards;
  if (selection.impossible()) return answer(database, std::move(cards));
  auto rows = database.prepare(selection.sql("t.number, t.time_zone, t.hours"));
  auto card = database.prepare("SELECT card FROM service_card WHERE number=?1");
  for (const auto number : page_of(rows, query)) {
    card.bind(1, number);
    while (card.next()) {
      if (!read_card(card.text(0), cards.emplace_back())) {
        database.keep_failure("the card of an offer cannot be read");
      }
    }
  }
  return answer(database, std::move(cards));
}

}  // namespace treffpunkt
