#include <algorithm>

#include "content/model/names.h"
#include "content/store/cards.h"
#include "content/store/facets.h"
#include "content/store/reader.h"
#include "content/store/selection.h"

namespace treffpunkt {
namespace {

constexpr std::string_view kColumns =
    "t.number, t.event, t.start_utc, t.end_utc, t.start_local, t.end_local, t.status, t.place";

std::int64_t first_number(Database& database, std::string_view sql, std::int64_t value, std::int64_t otherwise) {
  auto statement = database.prepare(sql);
  statement.bind(1, value);
  return statement.next() ? statement.integer(0) : otherwise;
}

std::int64_t first_not_over(Database& database, Instant from) {
  return first_number(database, "SELECT number FROM occurrence WHERE latest_end>?1 ORDER BY latest_end, number LIMIT 1",
                      seconds_of(from), kNever);
}

std::int64_t first_not_before(Database& database, Instant until) {
  return first_number(database, "SELECT number FROM occurrence WHERE start_utc>=?1 ORDER BY start_utc, number LIMIT 1",
                      seconds_of(until), kNever);
}

// Rows with kColumns as cards.
std::vector<OccurrenceCard> cards_from(Database& database, Statement& rows) {
  auto event = database.prepare("SELECT id, card FROM event_card WHERE item=?1");
  auto place = database.prepare("SELECT id, card FROM place WHERE number=?1");
  std::vector<OccurrenceCard> cards;
  while (rows.next()) {
    OccurrenceCard card;
    bool readable = false;
    event.bind(1, rows.integer(1));
    while (event.next()) readable = read_card(event.text(1), card);
    card.start = instant_of(rows.integer(2));
    card.end = instant_of(rows.integer(3));
    card.local_start = local_time_of(rows.integer(4));
    card.local_end = local_time_of(rows.integer(5));
    card.status = static_cast<EventStatus>(
        std::clamp<std::int64_t>(rows.integer(6), 0, static_cast<std::int64_t>(Names<EventStatus>::all.size()) - 1));
    if (!rows.is_null(7)) {
      place.bind(1, rows.integer(7));
      PlaceCard at;
      while (place.next()) {
        card.location_id = place.text(0);
        readable = readable && read_card(place.text(1), at);
      }
      card.location_name = std::move(at.name);
      card.step_free = at.step_free;
    }
    if (!readable) database.keep_failure("the card of an event cannot be read");
    cards.push_back(std::move(card));
  }
  return cards;
}

}  // namespace

Result<std::vector<OccurrenceCard>> Store::events(const EventQuery& query) const {
  auto& database = *impl_->database;
  Selection selection(database, "occurrence", "occurrence_facet", "occurrences");
  std::vector<std::string> kinds;
  for (const auto kind : query.kinds) kinds.push_back(facet::kind(name_of(kind)));
  selection.any_of(kinds);
  selection.any_of(facet::all(query.topics, facet::topic));
  selection.any_of(facet::all(query.audiences, facet::audience));
  selection.any_of(facet::all(query.languages, facet::language));
  if (query.only_free) selection.any_of({std::string(facet::kFree)});
  if (query.only_step_free) selection.any_of({std::string(facet::kStepFree)});
  selection.site(query.site);
  selection.numbers(first_not_over(database, query.from),
                    query.until ? first_not_before(database, *query.until) : kNever);
  selection.also("t.end_utc>?1");
  if (selection.impossible()) return answer(database, std::vector<OccurrenceCard>{});
  auto rows = database.prepare(selection.sql(kColumns) + " LIMIT ?2 OFFSET ?3");
  rows.bind(1, seconds_of(query.from))
      .bind(2, static_cast<std::int64_t>(std::min<std::size_t>(query.limit, INT32_MAX)))
      .bind(3, static_cast<std::int64_t>(std::min<std::size_t>(query.offset, INT32_MAX)));
  return answer(database, cards_from(database, rows));
}

Result<std::optional<OccurrenceCard>> Store::next_consultation_hour(Instant now, std::string_view site) const {
  auto& database = *impl_->database;
  std::optional<OccurrenceCard> next;
  Selection selection(database, "occurrence", "occurrence_facet", "occurrences");
  selection.any_of({facet::kind(name_of(EventKind::consultation_hour))});
  selection.site(site);
  selection.numbers(first_not_over(database, now), kNever);
  selection.also("t.end_utc>?1");
  selection.also("t.status NOT IN(?2,?3)");
  if (selection.impossible()) return answer(database, next);
  auto rows = database.prepare(selection.sql(kColumns) + " LIMIT 1");
  rows.bind(1, seconds_of(now))
      .bind(2, static_cast<std::int64_t>(EventStatus::cancelled))
      .bind(3, static_cast<std::int64_t>(EventStatus::postponed));
  auto cards = cards_from(database, rows);
  if (!cards.empty()) next = std::move(cards.front());
  return answer(database, std::move(next));
}

Result<std::vector<OccurrenceCard>> Store::occurrences_of(std::string_view event_id, Instant now,
                                                          std::size_t limit) const {
  auto& database = *impl_->database;
  auto rows = database.prepare("SELECT " + std::string(kColumns) +
                               " FROM item i CROSS JOIN occurrence t ON t.event=i.number"
                               " WHERE i.type=?1 AND i.id=?2 AND t.end_utc>?3 ORDER BY t.number LIMIT ?4");
  rows.bind(1, type_number<Event>())
      .bind(2, event_id)
      .bind(3, seconds_of(now))
      .bind(4, static_cast<std::int64_t>(std::min<std::size_t>(limit, INT32_MAX)));
  return answer(database, cards_from(database, rows));
}

}  // namespace treffpunkt
