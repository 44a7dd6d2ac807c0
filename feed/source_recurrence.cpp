#include "feed/source_recurrence.h"

#include "content/json/field_reader.h"
#include "content/language/zone.h"
#include "feed/recurrence.h"

namespace treffpunkt {
namespace {

constexpr std::string_view kField = "recurrence";

bool is_all_day(const LocatedJson& event) {
  const auto* all_day = event.find("all_day");
  return all_day != nullptr && all_day->boolean;
}

std::string zone_of(const LocatedJson& event, const ReadOptions& options) {
  const auto* zone = event.find("time_zone");
  return zone != nullptr && is_time_zone(zone->string) ? zone->string : options.time_zone;
}

// Only what is written: the rest stays as the rule says.
RecurrenceChange read_change(const LocatedJson& json, const Place& place, bool all_day, ReadContext& context) {
  RecurrenceChange change;
  FieldReader reader{json, &place, context};
  reader.date("date", change.date, Need::required);
  if (json.find("status") != nullptr) reader.choice("status", change.status.emplace());
  const bool new_start = json.find("start") != nullptr;
  const bool new_end = json.find("end") != nullptr;
  if (all_day && (new_start || new_end)) {
    reader.whole_days("start", change.start.emplace(), "end", change.end.emplace());
  } else {
    if (new_start) reader.local_time("start", change.start.emplace());
    if (new_end) reader.local_time("end", change.end.emplace());
  }
  reader.string("location_id", change.location_id, Form::id);
  reader.ensure(change.status || new_start || new_end || !change.location_id.empty(), "date",
                "nothing is changed on this date: 'status', 'start', 'end' or 'location_id' is missing");
  reader.finish();
  return change;
}

void add_error(ReadContext& context, int line, std::string field, std::string message) {
  context.failed = true;
  context.problems.push_back({Severity::error, std::string(context.file), line, std::move(field), std::move(message)});
}

std::vector<RecurrenceChange> read_changes(const LocatedJson& recurrence, bool all_day, ReadContext& context) {
  std::vector<RecurrenceChange> changes;
  const auto* list = recurrence.find("changes");
  if (list == nullptr) return changes;
  if (!list->is_array()) {
    add_error(context, list->line, "recurrence.changes", "must be a list, not " + std::string(in_words(list->kind)));
    return changes;
  }
  const Place parent{nullptr, kField};
  const Place place{&parent, "changes"};
  for (const auto& element : list->elements) {
    const auto index = static_cast<int>(changes.size());
    if (!element.is_object()) {
      add_error(context, element.line, "recurrence.changes[" + std::to_string(index) + "]",
                "must be an object, not " + std::string(in_words(element.kind)));
      changes.emplace_back();
      continue;
    }
    changes.push_back(read_change(element, Place{&place, {}, index}, all_day, context));
  }
  return changes;
}

Recurrence read_recurrence(LocatedJson json, bool all_day, ReadContext& context) {
  Recurrence recurrence;
  recurrence.changes = read_changes(json, all_day, context);
  json.erase("changes");
  const Place place{nullptr, kField};
  FieldReader reader{json, &place, context};
  if (all_day) {
    reader.whole_days("start", recurrence.start, "end", recurrence.end);
  } else {
    reader.local_time("start", recurrence.start);
    reader.local_time("end", recurrence.end);
  }
  reader.string("rrule", recurrence.rrule, Form::any, Need::required);
  std::vector<std::string> exceptions;
  reader.strings("exceptions", exceptions, Form::date);
  for (const auto& date : exceptions) recurrence.exceptions.push_back(*parse_date(date));
  reader.ensure(recurrence.start < recurrence.end, "end", "the end is not after the start");
  reader.finish();
  return recurrence;
}

// The line of "rrule", "exceptions[2]" or "changes[0].date"; of the deepest part that is there.
int line_of(const LocatedJson& recurrence, std::string_view field) {
  const auto* value = recurrence.find(field.substr(0, field.find('[')));
  const auto open = field.find('[');
  if (value == nullptr || open == std::string_view::npos) return value == nullptr ? recurrence.line : value->line;
  const auto index = std::stoul(std::string(field.substr(open + 1)));
  if (index >= value->elements.size()) return value->line;
  const auto& element = value->elements[index];
  const auto dot = field.find('.');
  const auto* member = dot == std::string_view::npos ? nullptr : element.find(field.substr(dot + 1));
  return member == nullptr ? element.line : member->line;
}

}  // namespace

std::optional<TakenRecurrence> take_recurrence(LocatedJson& event, const RecurrenceSource& source,
                                               std::vector<Problem>& problems) {
  const auto* found = event.find(kField);
  if (found == nullptr) return std::nullopt;
  const LocatedJson json = *found;
  event.erase(kField);
  TakenRecurrence taken;
  taken.line = line_of(json, "rrule");
  ReadContext context{source.file, source.options, problems};
  if (!json.is_object()) {
    add_error(context, json.line, std::string(kField), "must be an object, not " + std::string(in_words(json.kind)));
    return taken;
  }
  auto recurrence = read_recurrence(json, is_all_day(event), context);
  if (context.failed) return taken;
  recurrence.time_zone = zone_of(event, source.options);
  auto expansion = expand(recurrence, source.window);
  taken.valid = true;
  for (auto& remark : expansion.remarks) {
    taken.valid = taken.valid && remark.severity != Severity::error;
    problems.push_back({remark.severity, std::string(source.file), line_of(json, remark.field),
                        std::string(kField) + "." + remark.field, std::move(remark.message)});
  }
  taken.occurrences = std::move(expansion.occurrences);
  return taken;
}

}  // namespace treffpunkt
