#include "feed/source_item.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

#include "content/language/zone.h"
#include "feed/source_films.h"
#include "feed/source_pictures.h"
#include "feed/source_recurrence.h"
#include "feed/source_schedules.h"

namespace treffpunkt {
namespace {

// Fields by which items of a type name others: a text or a list of texts.
struct ReferenceField {
  std::string_view type, field, target;
};
constexpr std::array<ReferenceField, 8> kReferenceFields = {{{"event", "location_id", "location"},
                                                             {"event", "organizer_id", "organization"},
                                                             {"event", "topics", "topic"},
                                                             {"page", "parent_id", "page"},
                                                             {"page", "topics", "topic"},
                                                             {"service", "location_ids", "location"},
                                                             {"service", "organization_id", "organization"},
                                                             {"service", "topics", "topic"}}};

void collect(const LocatedJson* value, std::string_view target, const std::string& field,
             std::vector<Reference>& references) {
  if (value == nullptr) return;
  if (value->is_string()) references.push_back({target, value->string, field, value->line});
  for (std::size_t index = 0; index < value->elements.size(); ++index) {
    collect(&value->elements[index], target, fmt::format("{}[{}]", field, index), references);
  }
}

// The places that single dates name: "occurrences[3].location_id".
void collect_locations(const LocatedJson* list, std::string_view field, std::vector<Reference>& references) {
  if (list == nullptr) return;
  for (std::size_t index = 0; index < list->elements.size(); ++index) {
    collect(list->elements[index].find("location_id"), "location", fmt::format("{}[{}].location_id", field, index),
            references);
  }
}

std::vector<Reference> references_of(const LocatedJson& json, std::string_view type) {
  std::vector<Reference> references;
  for (const auto& known : kReferenceFields) {
    if (known.type == type) collect(json.find(known.field), known.target, std::string(known.field), references);
  }
  if (type != "event") return references;
  collect_locations(json.find("occurrences"), "occurrences", references);
  if (const auto* recurrence = json.find("recurrence")) {
    collect_locations(recurrence->find("changes"), "recurrence.changes", references);
  }
  return references;
}

std::string days_of(const PublishingWindow& window) {
  return fmt::format("{} and {}", format_date(date_of(window.from)),
                     format_date(date_of(window.until - std::chrono::days{1})));
}

}  // namespace

ItemReader::ItemReader(const ReadOptions& options, const PublishingWindow& window, PictureShelf& shelf,
                       FilmShelf& films, std::vector<Problem>& problems)
    : options_(options), window_(window), shelf_(shelf), films_(films), problems_(problems) {}

SourceItem ItemReader::read(LocatedJson json, const SourceFile& file) {
  SourceItem source;
  source.type = file.type;
  source.file = file.name;
  source.line = json.line;
  if (const auto* id = json.find("id"); id != nullptr && id->is_string()) source.id = id->string;
  source.references = references_of(json, file.type);
  name_objects(json, file.name, shelf_, problems_);
  name_film(json, file.name, films_, problems_);
  if (file.type == "event") {
    read_event(json, source);
    return source;
  }
  const bool is_service = file.type == "service";
  const auto weekdays = is_service ? take_weekdays(json, file.name, problems_) : WeekdayLists{};
  source.item = read_item(json, file.type, file.name, options_, problems_);
  if (source.item && is_service) repeat_for_weekdays(std::get<Service>(*source.item), weekdays);
  return source;
}

void ItemReader::read_event(LocatedJson& json, SourceItem& source) {
  auto recurrence = take_recurrence(json, {source.file, options_, window_}, problems_);
  const auto* written = json.find("occurrences");
  const bool has_dates = recurrence || written != nullptr;
  if (!has_dates && json.is_object()) {
    problem(Severity::error, source, json.line, "occurrences", "is missing, and so is 'recurrence': when is it?");
  }
  source.item = read_item(json, source.type, source.file, options_, problems_);
  if (!source.item || !has_dates || (recurrence && !recurrence->valid)) return;
  if (!recurrence) return keep_current(source, written->line, "occurrences");
  if (recurrence->occurrences.empty() && written != nullptr) {
    problem(Severity::warning, source, recurrence->line, "recurrence.rrule",
            fmt::format("no occurrence between {}", days_of(window_)));
  }
  auto& occurrences = std::get<Event>(*source.item).occurrences;
  std::ranges::move(recurrence->occurrences, std::back_inserter(occurrences));
  keep_current(source, recurrence->line, "recurrence.rrule");
}

// Sorts the occurrences and leaves out those outside of the window; an event without any is left out itself.
void ItemReader::keep_current(SourceItem& source, int line, std::string_view field) {
  auto& occurrences = std::get<Event>(*source.item).occurrences;
  std::ranges::stable_sort(occurrences, {}, [](const Occurrence& one) { return std::tie(one.start, one.end); });
  const auto twice = std::ranges::adjacent_find(occurrences, {}, &Occurrence::start);
  if (twice != occurrences.end()) {
    problem(Severity::error, source, line, field,
            fmt::format("two occurrences start at {}", format_local_time(twice->start)));
  }
  std::erase_if(occurrences, [&](const Occurrence& one) { return !is_within(window_, one.start, one.end); });
  if (!occurrences.empty()) return;
  problem(Severity::warning, source, line, field,
          fmt::format("no occurrence between {}: the event is left out", days_of(window_)));
  source.item.reset();
}

void ItemReader::problem(Severity severity, const SourceItem& source, int line, std::string_view field,
                         std::string message) {
  problems_.push_back({severity, source.file, line, std::string(field), std::move(message)});
}

}  // namespace treffpunkt
