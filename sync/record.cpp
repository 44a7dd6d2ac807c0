#include "sync/record.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "content/language/zone.h"
#include "sync/http/http_exchange.h"
#include "sync/metrics.h"

namespace treffpunkt {
namespace {

using nlohmann::json;

json clock_json(const Condition& condition) {
  json clock = {{"now", format_instant(condition.now)},
                {"system", format_instant(condition.clock.system)},
                {"synchronised", condition.clock.synchronised}};
  if (condition.clock.floor) clock["floor"] = format_instant(*condition.clock.floor);
  return clock;
}

json throttled_json(std::uint32_t bits) {
  json now = json::array(), since_start = json::array();
  for (const auto& reason : throttle_reasons(bits)) {
    if (reason.now) now.push_back(reason.name);
    if (reason.since_start) since_start.push_back(reason.name);
  }
  return {{"now", now}, {"since_start", since_start}};
}

json touch_json(const Counts& counts) {
  json touch = json::object();
  if (counts.devices) touch["devices"] = *counts.devices;
  if (counts.unreadable) touch["unreadable"] = *counts.unreadable;
  if (!counts.days.empty()) {
    const DayCounts& day = counts.days.back();
    touch.update({{"day", day.day},
                  {"touches", day.touches},
                  {"palms", day.palms},
                  {"chatter", day.chatter},
                  {"stuck", day.stuck}});
  }
  return touch;
}

json unmet_json(const Counts& counts) {
  json days = json::array();
  for (const DayCounts& day : counts.days) {
    days.push_back({{"day", day.day}, {"searches", day.unmet}, {"words", day.unmet_words}});
  }
  return days;
}

void add_visits(Metrics& metrics, const Health& health) {
  const auto seconds = [&](const char* name, const char* help, const std::optional<Instant>& instant) {
    metrics.metric(name, help);
    if (instant) metrics.sample(static_cast<double>(instant->time_since_epoch().count()));
  };
  seconds("last_visit_timestamp_seconds", "When the feed was visited last.", health.last_run);
  seconds("last_success_timestamp_seconds", "When a visit to the feed succeeded last.", health.last_success);
  seconds("content_issued_timestamp_seconds", "When the publisher last said that this content is the newest.",
          health.content_date);
  metrics.metric("last_visit_failed", "1 if the last visit to the feed failed.");
  if (!health.outcome.empty()) metrics.sample(health.outcome == "failed" ? 1 : 0);
  metrics.metric("last_visit_duration_seconds", "How long the last visit took.");
  metrics.sample(health.seconds);
  metrics.metric("last_visit_received_bytes", "What came during the last visit, with headers.");
  metrics.sample(static_cast<double>(health.bytes));
  metrics.metric("last_visit_requests", "Requests of the last visit.");
  metrics.sample(static_cast<double>(health.requests));
  metrics.metric("generation", "The generation of content that is shown.");
  if (health.generation) metrics.sample(static_cast<double>(*health.generation));
  metrics.metric("objects_missing", "Pictures and recordings that could not be had.");
  metrics.sample(static_cast<double>(health.objects_missing));
  metrics.metric("role_expires_timestamp_seconds", "When the signatures of this role expire.");
  for (const auto& [role, instant] : health.expires) {
    metrics.sample(static_cast<double>(instant.time_since_epoch().count()), {{"role", role}});
  }
}

void add_machine(Metrics& metrics, const Condition& condition) {
  const auto number = [&](const char* name, const char* help, const auto& value) {
    metrics.metric(name, help);
    if (value) metrics.sample(static_cast<double>(*value));
  };
  metrics.metric("running_seconds", "How long the machine has been running.");
  metrics.sample(static_cast<double>(condition.running_seconds));
  number("card_free_bytes", "Room that is left for content.", condition.card_free);
  number("card_size_bytes", "Size of the file system that holds the content.", condition.card_size);
  number("temperature_celsius", "The hottest part of the machine.", condition.temperature);
  metrics.metric("clock_synchronised", "1 if the system's clock follows a time source.");
  metrics.sample(condition.clock.synchronised ? 1 : 0);
  const auto reasons = condition.throttled ? throttle_reasons(*condition.throttled) : std::vector<ThrottleReason>();
  metrics.metric("throttled", "1 if this slows the machine now.");
  for (const auto& reason : reasons) metrics.sample(reason.now ? 1 : 0, {{"reason", reason.name}});
  metrics.metric("throttled_since_start", "1 if this has slowed the machine since it was started.");
  for (const auto& reason : reasons) metrics.sample(reason.since_start ? 1 : 0, {{"reason", reason.name}});
}

void add_visitors(Metrics& metrics, const Condition& condition) {
  const auto number = [&](const char* name, const char* help, const std::optional<std::uint64_t>& value) {
    metrics.metric(name, help);
    if (value) metrics.sample(static_cast<double>(*value));
  };
  const Counts& counts = condition.counts;
  number("touch_devices", "Touch panels that were found.", counts.devices);
  number("touch_devices_unreadable", "Touch panels that cannot be read.", counts.unreadable);
  metrics.metric("day_contacts", "Contacts on the glass on the last day that was counted.");
  if (!counts.days.empty()) {
    const DayCounts& day = counts.days.back();
    metrics.sample(static_cast<double>(day.touches), {{"kind", "touch"}});
    metrics.sample(static_cast<double>(day.palms), {{"kind", "palm"}});
    metrics.sample(static_cast<double>(day.chatter), {{"kind", "chatter"}});
    metrics.sample(static_cast<double>(day.stuck), {{"kind", "stuck"}});
    metrics.metric("day_unmet_searches", "Searches that found nothing on the last day that was counted.");
    metrics.sample(static_cast<double>(day.unmet));
  }
  metrics.metric("voice_waiting", "Answers of visitors that have not been sent.");
  metrics.sample(static_cast<double>(condition.voice.waiting));
}

}  // namespace

std::string to_json(const Health& health, const Condition& condition) {
  json record = json::parse(status_json(health, health.generation, condition.now));
  record["site"] = {{"id", condition.site}, {"name", condition.site_name}};
  record["version"] = condition.version;
  record["clock"] = clock_json(condition);
  record["running_seconds"] = condition.running_seconds;
  if (condition.card_free && condition.card_size) {
    record["card"] = {{"free", *condition.card_free}, {"size", *condition.card_size}};
  }
  if (condition.temperature) record["temperature"] = std::round(*condition.temperature * 10) / 10;
  if (condition.throttled) record["throttled"] = throttled_json(*condition.throttled);
  record["touch"] = touch_json(condition.counts);
  record["unmet"] = unmet_json(condition.counts);
  record["voice"] = {{"waiting", condition.voice.waiting}, {"sent", condition.voice.sent}};
  if (!condition.voice.problem.empty()) record["voice"]["problem"] = condition.voice.problem;
  return record.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string to_metrics(const Health& health, const Condition& condition) {
  Metrics metrics;
  metrics.metric("info", "Which kiosk this is.");
  metrics.sample(1, {{"site", condition.site}, {"site_name", condition.site_name}, {"version", condition.version}});
  metrics.metric("record_timestamp_seconds", "When this was written, as far as the kiosk knows the time.");
  metrics.sample(static_cast<double>(condition.now.time_since_epoch().count()));
  add_visits(metrics, health);
  add_machine(metrics, condition);
  add_visitors(metrics, condition);
  return metrics.text();
}

Result<void> push(const std::string& record, const std::string& url, int timeout_seconds, const HttpNetwork& network) {
  HttpQuestion question;
  question.url = url;
  question.timeout_seconds = timeout_seconds;
  question.network = network;
  return hand_over(std::move(question), record);
}

}  // namespace treffpunkt
