#include "content/store/cards.h"

#include "content/json/fields.h"

namespace treffpunkt {
namespace {

void card_fields(auto& io, auto& card) requires std::is_same_v<std::remove_cvref_t<decltype(card)>, OccurrenceCard> {
  io.boolean("all_day", card.all_day, false);
  io.choice("cost", card.cost);
  io.boolean("film", card.film, false);
  io.string("id", card.event_id, Form::id);
  io.object("image", card.image, picture_fields);
  io.choice("kind", card.kind, Need::required);
  io.strings("languages", card.languages, Form::any);
  io.text("name", card.name);
  io.choice("registration", card.registration);
  io.text("room", card.room);
  io.text("summary", card.summary);
  io.strings("topics", card.topics, Form::any);
}

void card_fields(auto& io, auto& card) requires std::is_same_v<std::remove_cvref_t<decltype(card)>, ServiceCard> {
  io.strings("audiences", card.audiences, Form::any);
  io.boolean("by_appointment", card.by_appointment, false);
  io.boolean("closed_on_public_holidays", card.closed_on_public_holidays, true);
  io.objects("closures", card.closures, closure_fields);
  io.choice("cost", card.cost);
  io.boolean("film", card.film, false);
  io.string("id", card.id, Form::any);
  io.object("image", card.image, picture_fields);
  io.strings("languages", card.languages, Form::any);
  io.string("location_id", card.location_id, Form::any);
  io.text("location_name", card.location_name);
  io.text("name", card.name);
  io.string("organization_id", card.organization_id, Form::any);
  io.text("organization_name", card.organization_name);
  io.objects("schedules", card.schedules, schedule_fields);
  io.choice("status", card.status);
  io.choice("step_free", card.step_free);
  io.text("summary", card.summary);
  io.string("time_zone", card.time_zone, Form::any);
  io.strings("topics", card.topics, Form::any);
}

void card_fields(auto& io, auto& card) requires std::is_same_v<std::remove_cvref_t<decltype(card)>, SearchHit> {
  io.string("id", card.id, Form::any);
  io.text("location_name", card.location_name);
  io.text("name", card.name);
  io.text("summary", card.summary);
  io.strings("topics", card.topics, Form::any);
}

void card_fields(auto& io, auto& card) requires std::is_same_v<std::remove_cvref_t<decltype(card)>, PlaceCard> {
  io.text("name", card.name);
  io.choice("step_free", card.step_free);
}

std::string write(const auto& card) {
  std::string out;
  FieldWriter writer(out);
  card_fields(writer, card);
  writer.finish();
  return out;
}

bool read(std::string_view json, auto& card) {
  const auto located = parse_located_json(json, {});
  if (!located || !located->is_object()) return false;
  const ReadOptions options{.default_language = {}, .time_zone = {}};
  std::vector<Problem> problems;
  ReadContext context{{}, options, problems};
  FieldReader reader(*located, nullptr, context);
  card_fields(reader, card);
  return !context.failed;
}

}  // namespace

std::string write_card(const OccurrenceCard& card) { return write(card); }
std::string write_card(const ServiceCard& card) { return write(card); }
std::string write_card(const SearchHit& hit) { return write(hit); }
std::string write_card(const PlaceCard& card) { return write(card); }

bool read_card(std::string_view json, OccurrenceCard& card) { return read(json, card); }
bool read_card(std::string_view json, ServiceCard& card) { return read(json, card); }
bool read_card(std::string_view json, SearchHit& hit) { return read(json, hit); }
bool read_card(std::string_view json, PlaceCard& card) { return read(json, card); }

}  // namespace treffpunkt
