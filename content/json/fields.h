#pragma once
// Which fields each struct has in JSON: said once, for FieldReader and FieldWriter alike (`Io` is one of the two; `T`
// is the struct, const for the writer). docs/feed-format.md explains the fields. A new field is one line here.

#include "content/json/field_reader.h"
#include "content/json/field_writer.h"

namespace treffpunkt {

inline constexpr auto picture_fields = [](auto& io, auto& picture) {
  io.text("alternative", picture.alternative);
  io.integer("height", picture.height, 1, 32768, Need::required);
  io.integer("length", picture.length);
  io.string("media_type", picture.media_type, Form::media_type, Need::required);
  io.string("object", picture.object, Form::hash, Need::required);
  io.integer("width", picture.width, 1, 32768, Need::required);
};

inline constexpr auto video_fields = [](auto& io, auto& video) {
  io.text("alternative", video.alternative);
  io.integer("length", video.length);
  io.string("object", video.object, Form::hash, Need::required);
};

inline constexpr auto speech_fields = [](auto& io, auto& speech) {
  io.integer("length", speech.length);
  io.string("object", speech.object, Form::hash, Need::required);
};

inline constexpr auto contact_fields = [](auto& io, auto& contact) {
  io.string("email", contact.email, Form::email);
  io.text("name", contact.name);
  io.string("phone", contact.phone, Form::any);
  io.string("website", contact.website, Form::website);
};

inline constexpr auto cost_fields = [](auto& io, auto& cost) {
  io.choice("kind", cost.kind);
  io.text("note", cost.note);
};

inline constexpr auto schedule_fields = [](auto& io, auto& schedule) {
  io.minute("closes_at", schedule.closes_at);
  io.text("note", schedule.note);
  io.minute("opens_at", schedule.opens_at);
  io.date("valid_from", schedule.valid_from);
  io.date("valid_to", schedule.valid_to);
  io.weekday("weekday", schedule.weekday);
  io.ensure(schedule.opens_at < schedule.closes_at, "closes_at", "closes before or when it opens");
  io.ensure(!schedule.valid_from || !schedule.valid_to || *schedule.valid_from <= *schedule.valid_to, "valid_to",
            "is before valid_from");
};

inline constexpr auto closure_fields = [](auto& io, auto& closure) {
  io.date("first", closure.first, Need::required);
  io.date("last", closure.last, Need::required);
  io.text("reason", closure.reason);
  io.ensure(closure.first <= closure.last, "last", "the last day is before the first");
};

inline constexpr auto agenda_fields = [](auto& io, auto& item) {
  io.string("number", item.number, Form::any);
  io.text("title", item.title, Need::required);
};

inline constexpr auto accessibility_fields = [](auto& io, auto& accessibility) {
  io.choice("accessible_wc", accessibility.accessible_wc);
  io.choice("induction_loop", accessibility.induction_loop);
  io.choice("lift", accessibility.lift);
  io.choice("step_free", accessibility.step_free);
};

inline constexpr auto choice_fields = [](auto& io, auto& choice) {
  io.string("id", choice.id, Form::id, Need::required);
  io.text("name", choice.name, Need::required);
  io.string("pictogram", choice.pictogram, Form::any);
};

template <typename Io, typename T>
void item_fields(Io& io, T& item) {
  io.by_language("audio", item.audio, speech_fields);
  io.string("id", item.id, Form::id, Need::required);
  io.object("image", item.image, picture_fields);
  io.string("last_modified", item.last_modified, Form::date);
  io.strings("sites", item.sites, Form::id);
  io.object("video", item.video, video_fields);
}

template <typename Io, typename T>
void occurrence_fields(Io& io, T& occurrence, bool all_day) {
  if (all_day) {
    io.whole_days("start", occurrence.start, "end", occurrence.end);
  } else {
    io.local_time("end", occurrence.end);
    io.local_time("start", occurrence.start);
  }
  io.string("location_id", occurrence.location_id, Form::id);
  io.choice("status", occurrence.status);
  io.ensure(occurrence.start < occurrence.end, "end", "the end is not after the start");
}

inline constexpr auto event_fields = [](auto& io, auto& event) {
  item_fields(io, event);
  io.objects("agenda", event.agenda, agenda_fields);
  io.boolean("all_day", event.all_day, false);
  io.strings("audiences", event.audiences, Form::audience);
  io.objects("contacts", event.contacts, contact_fields);
  io.object("cost", event.cost, cost_fields);
  io.text("description", event.description, Need::required);
  io.boolean("discreet", event.discreet, false);
  io.choice("kind", event.kind, Need::required);
  io.strings("languages", event.languages, Form::language);
  io.string("location_id", event.location_id, Form::id);
  io.text("name", event.name, Need::required);
  io.objects("occurrences", event.occurrences,
             [&](auto& inner, auto& occurrence) { occurrence_fields(inner, occurrence, event.all_day); });
  io.choice("open_to_public", event.open_to_public);
  io.string("organizer_id", event.organizer_id, Form::id);
  io.choice("registration", event.registration);
  io.text("registration_note", event.registration_note);
  io.text("room", event.room);
  io.string("source", event.source, Form::any);
  io.choice("status", event.status);
  io.text("status_note", event.status_note);
  io.text("summary", event.summary);
  io.time_zone("time_zone", event.time_zone);
  io.strings("topics", event.topics, Form::id);
};

inline constexpr auto location_fields = [](auto& io, auto& location) {
  item_fields(io, location);
  io.object("accessibility", location.accessibility, accessibility_fields);
  io.coordinate("latitude", location.latitude, 90);
  io.string("locality", location.locality, Form::any);
  io.coordinate("longitude", location.longitude, 180);
  io.text("name", location.name, Need::required);
  io.string("postal_code", location.postal_code, Form::any);
  io.text("room", location.room);
  io.string("street_address", location.street_address, Form::any);
  io.text("transportation", location.transportation);
  io.ensure(location.latitude.has_value() == location.longitude.has_value(), "longitude",
            "latitude and longitude belong together");
};

inline constexpr auto news_fields = [](auto& io, auto& news) {
  item_fields(io, news);
  io.text("body", news.body, Need::required);
  io.date("expires", news.expires);
  io.choice("priority", news.priority);
  io.date("published", news.published, Need::required);
  io.text("title", news.title, Need::required);
  io.ensure(!news.expires || news.published <= *news.expires, "expires", "expires before it is published");
};

inline constexpr auto notice_fields = [](auto& io, auto& notice) {
  item_fields(io, notice);
  io.local_time("from", notice.from);
  io.choice("priority", notice.priority);
  io.text("text", notice.text, Need::required);
  io.time_zone("time_zone", notice.time_zone);
  io.local_time("until", notice.until);
  io.ensure(notice.from < notice.until, "until", "is not after 'from'");
};

inline constexpr auto organization_fields = [](auto& io, auto& organization) {
  item_fields(io, organization);
  io.objects("contacts", organization.contacts, contact_fields);
  io.text("description", organization.description);
  io.text("name", organization.name, Need::required);
  io.text("short_name", organization.short_name);
};

inline constexpr auto page_fields = [](auto& io, auto& page) {
  item_fields(io, page);
  io.text("body", page.body, Need::required);
  io.objects("contacts", page.contacts, contact_fields);
  io.integer("order", page.order, -1000000, 1000000);
  io.string("parent_id", page.parent_id, Form::id);
  io.string("pictogram", page.pictogram, Form::any);
  io.choice("role", page.role);
  io.text("summary", page.summary);
  io.text("title", page.title, Need::required);
  io.strings("topics", page.topics, Form::id);
};

inline constexpr auto service_fields = [](auto& io, auto& service) {
  item_fields(io, service);
  io.text("application_process", service.application_process);
  io.strings("audiences", service.audiences, Form::audience);
  io.boolean("by_appointment", service.by_appointment, false);
  io.boolean("closed_on_public_holidays", service.closed_on_public_holidays, true);
  io.objects("closures", service.closures, closure_fields);
  io.objects("contacts", service.contacts, contact_fields);
  io.object("cost", service.cost, cost_fields);
  io.text("description", service.description, Need::required);
  io.boolean("discreet", service.discreet, false);
  io.text("interpretation_services", service.interpretation_services);
  io.strings("languages", service.languages, Form::language);
  io.strings("location_ids", service.location_ids, Form::id);
  io.integer("maximum_age", service.maximum_age, 0, 150);
  io.integer("minimum_age", service.minimum_age, 0, 150);
  io.text("name", service.name, Need::required);
  io.string("organization_id", service.organization_id, Form::id);
  io.text("required_documents", service.required_documents);
  io.objects("schedules", service.schedules, schedule_fields);
  io.choice("status", service.status);
  io.text("summary", service.summary);
  io.time_zone("time_zone", service.time_zone);
  io.strings("topics", service.topics, Form::id);
  io.ensure(!service.minimum_age || !service.maximum_age || *service.minimum_age <= *service.maximum_age, "maximum_age",
            "is below minimum_age");
};

inline constexpr auto survey_fields = [](auto& io, auto& survey) {
  item_fields(io, survey);
  io.boolean("allow_free_text", survey.allow_free_text, false);
  io.objects("choices", survey.choices, choice_fields, Need::required);
  io.date("open_from", survey.open_from, Need::required);
  io.date("open_until", survey.open_until, Need::required);
  io.text("question", survey.question, Need::required);
  io.ensure(survey.open_from <= survey.open_until, "open_until", "is before open_from");
};

inline constexpr auto topic_fields = [](auto& io, auto& topic) {
  item_fields(io, topic);
  io.string("hue", topic.hue, Form::hue, Need::required);
  io.text("name", topic.name, Need::required);
  io.integer("order", topic.order, -1000000, 1000000);
  io.string("pictogram", topic.pictogram, Form::any, Need::required);
};

inline constexpr auto header_fields = [](auto& io, auto& header) {
  io.string("default_language", header.default_language, Form::language, Need::required);
  io.boolean("demo", header.demo, false);
  io.integer("format", header.format, kFeedFormat, kFeedFormat, Need::required);
  io.integer("generation", header.generation);
  io.string("id", header.id, Form::id, Need::required);
  io.strings("languages", header.languages, Form::language);
  io.string("time_zone", header.time_zone, Form::time_zone, Need::required);
};

}  // namespace treffpunkt
