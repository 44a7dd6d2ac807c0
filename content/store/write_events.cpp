#include <algorithm>

#include "content/language/language.h"
#include "content/model/names.h"
#include "content/store/cards.h"
#include "content/store/schema.h"
#include "content/store/write_lists.h"

namespace treffpunkt {
namespace {

struct Row {
  std::int64_t event = 0;  // item.number; ascends with the event's id
  const Event* item = nullptr;
  const Occurrence* occurrence = nullptr;
  Instant start, end;

  const std::string& location() const {
    return occurrence->location_id.empty() ? item->location_id : occurrence->location_id;
  }
};

std::vector<Row> rows_in_order(Contents& contents) {
  std::vector<Row> rows;
  for (const auto& [number, event] : contents.all<Event>()) {
    for (const auto& occurrence : event->occurrences) {
      rows.push_back({number, event, &occurrence, contents.instant(occurrence.start, event->time_zone),
                      contents.instant(occurrence.end, event->time_zone)});
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(a.start, a.event, a.end) < std::tie(b.start, b.event, b.end);
  });
  return rows;
}

void write_cards(Database& database, const Contents& contents) {
  auto insert = database.prepare("INSERT INTO event_card VALUES(?,?,?)");
  for (const auto& [number, event] : contents.all<Event>()) {
    if (event->occurrences.empty()) continue;
    OccurrenceCard card;
    card.event_id = event->id;
    card.kind = event->kind;
    card.name = event->name;
    card.summary = event->summary;
    card.all_day = event->all_day;
    card.room = event->room;
    card.languages = event->languages;
    card.topics = event->topics;
    card.cost = event->cost.kind;
    card.registration = event->registration;
    card.film = event->video.has_value();
    card.image = event->image;
    insert.bind(1, number).bind(2, event->id).bind(3, write_card(card)).run();
  }
}

// Places by id, those that the feed does not have too: a card keeps the id even then.
class PlaceWriter {
 public:
  PlaceWriter(Database& database, const Contents& contents)
      : contents_(contents), insert_(database.prepare("INSERT INTO place VALUES(?,?,?)")) {}

  std::int64_t number_of(const std::string& id) {
    const auto [entry, fresh] = numbers_.try_emplace(id, static_cast<std::int64_t>(numbers_.size()) + 1);
    if (fresh) {
      PlaceCard card;
      if (const auto* location = contents_.location(id)) card = {location->name, location->accessibility.step_free};
      insert_.bind(1, entry->second).bind(2, id).bind(3, write_card(card)).run();
    }
    return entry->second;
  }

 private:
  const Contents& contents_;
  Statement insert_;
  std::unordered_map<std::string, std::int64_t> numbers_;
};

void add_facets(FacetWriter& facets, const Row& row, std::int64_t number, const Contents& contents) {
  const auto add = [&](std::string_view name) { facets.add(FacetWriter::Rows::occurrences, name, number); };
  const auto& event = *row.item;
  add(facet::kind(name_of(event.kind)));
  for (const auto& topic : event.topics) add(facet::topic(topic));
  for (const auto& audience : event.audiences) add(facet::audience(audience));
  for (const auto& language : event.languages) add(facet::language(language));
  if (event.video) add(facet::language(kSignLanguage));  // a film makes it as easy to understand
  for (const auto& site : event.sites) add(facet::site(site));
  if (event.cost.kind == CostKind::free) add(facet::kFree);
  const auto* location = contents.location(row.location());
  if (location != nullptr && location->accessibility.step_free == Known::yes) add(facet::kStepFree);
}

}  // namespace

void write_events(Database& database, Contents& contents, FacetWriter& facets) {
  write_cards(database, contents);
  PlaceWriter places(database, contents);
  auto insert = database.prepare("INSERT INTO occurrence VALUES(?,?,?,?,?,?,?,?,?,?)");
  std::int64_t number = 0;
  auto latest_end = std::numeric_limits<std::int64_t>::min();
  for (const auto& row : rows_in_order(contents)) {
    ++number;
    latest_end = std::max(latest_end, seconds_of(row.end));
    const auto own = row.occurrence->status;
    insert.bind(1, number)
        .bind(2, row.event)
        .bind(3, seconds_of(row.start))
        .bind(4, seconds_of(row.end))
        .bind(5, seconds_of(row.occurrence->start))
        .bind(6, seconds_of(row.occurrence->end))
        .bind(7, latest_end)
        .bind(8, static_cast<std::int64_t>(own != EventStatus::scheduled ? own : row.item->status))
        .bind(10, std::int64_t{row.item->sites.empty()});
    if (row.location().empty()) {
      insert.bind_null(9);
    } else {
      insert.bind(9, places.number_of(row.location()));
    }
    insert.run();
    add_facets(facets, row, number, contents);
  }
}

}  // namespace treffpunkt
