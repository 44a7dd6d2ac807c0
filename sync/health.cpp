#include "sync/health.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "content/language/zone.h"
#include "sync/card.h"
#include "sync/http/backoff.h"
#include "sync/tuf/canonical.h"
#include "sync/tuf/durable_file.h"

namespace treffpunkt {
namespace {

using nlohmann::json;

constexpr std::uint64_t kLargestHealth = 256 << 10;

std::optional<Instant> instant_in(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  const auto instant = parse_instant(found->get<std::string>());
  return instant ? std::optional<Instant>(*instant) : std::nullopt;
}

std::uint64_t number_in(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

std::string text_in(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

json as_object(const Health& health) {
  json object = {{"requests", health.requests},
                 {"bytes", health.bytes},
                 {"seconds", std::round(health.seconds * 1000) / 1000},
                 {"objects_missing", health.objects_missing},
                 {"failures_in_a_row", health.failures_in_a_row},
                 {"notes", health.notes},
                 {"expires", json::object()}};
  const auto put_instant = [&object](const char* key, const std::optional<Instant>& instant) {
    if (instant) object[key] = format_instant(*instant);
  };
  const auto put_text = [&object](const char* key, const std::string& text) {
    if (!text.empty()) object[key] = text;
  };
  put_instant("last_run", health.last_run);
  put_instant("last_success", health.last_success);
  put_instant("content_date", health.content_date);
  put_text("outcome", health.outcome);
  put_text("step", health.step);
  put_text("error", health.error);
  if (health.generation) object["generation"] = *health.generation;
  for (const auto& [role, instant] : health.expires) object["expires"][role] = format_instant(instant);
  return object;
}

// Messages may quote what a broken server sent.
std::string dump(const json& object) { return object.dump(2, ' ', false, json::error_handler_t::replace) + "\n"; }

std::vector<std::string> expired_roles(const Health& health, Instant now) {
  std::vector<std::string> roles;
  for (const auto& [role, instant] : health.expires) {
    if (instant <= now) roles.push_back(role);
  }
  return roles;
}

std::string number_or_none(const std::optional<std::uint64_t>& generation) {
  return generation ? std::to_string(*generation) : "none";
}

}  // namespace

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::unchanged:
      return "unchanged";
    case Outcome::activated:
      return "activated";
    case Outcome::failed:
      break;
  }
  return "failed";
}

Health after_run(const Health& before, const Report& report, Instant now, double seconds) {
  Health health = before;
  health.last_run = now;
  if (report.outcome != Outcome::failed) health.last_success = now;
  health.outcome = name_of(report.outcome);
  health.step = report.failed_step;
  health.error = report.error;
  health.notes = report.notes;
  health.generation = report.generation;
  if (report.issued) health.content_date = report.issued;
  health.failures_in_a_row = report.outcome == Outcome::failed ? before.failures_in_a_row + 1 : 0;
  health.requests = report.traffic.requests;
  health.bytes = report.traffic.bytes;
  health.seconds = seconds;
  // A run that did not come as far as the objects knows nothing new of them.
  if (report.outcome == Outcome::activated || report.objects_fetched > 0 || report.objects_missing > 0) {
    health.objects_missing = report.objects_missing;
  }
  if (!report.expires.empty()) health.expires = report.expires;
  return health;
}

std::optional<std::string> reason_to_wait(const Health& health, Instant now, std::string_view identity) {
  if (!health.last_run || health.failures_in_a_row == 0) return std::nullopt;
  const std::string last = format_instant(*health.last_run);
  // The same at each look.
  const auto share = std::hash<std::string>{}(std::string(identity) + last) % 1000;
  const NextAttempt next = wait_between_runs(health.failures_in_a_row, static_cast<double>(share) / 999);
  const auto passed = now - *health.last_run;
  if (passed < std::chrono::seconds(0) || passed >= next.wait) return std::nullopt;
  return next.reason + ", counted from " + last;
}

Health read_health(const std::filesystem::path& file) {
  Health health;
  const auto text = read_bounded(file, kLargestHealth);
  const auto object = text ? tuf::parse_json(*text, file.string()) : Result<json>(json());
  if (!object || !object->is_object()) return health;
  health.last_run = instant_in(*object, "last_run");
  health.last_success = instant_in(*object, "last_success");
  health.content_date = instant_in(*object, "content_date");
  health.outcome = text_in(*object, "outcome");
  health.step = text_in(*object, "step");
  health.error = text_in(*object, "error");
  if (object->contains("generation")) health.generation = number_in(*object, "generation");
  health.requests = number_in(*object, "requests");
  health.bytes = number_in(*object, "bytes");
  health.objects_missing = number_in(*object, "objects_missing");
  health.failures_in_a_row =
      static_cast<int>(std::min<std::uint64_t>(number_in(*object, "failures_in_a_row"), 1'000));
  const auto seconds = object->find("seconds");
  if (seconds != object->end() && seconds->is_number()) health.seconds = seconds->get<double>();
  const auto notes = object->find("notes");
  if (notes != object->end() && notes->is_array()) {
    for (const json& note : *notes) {
      if (note.is_string()) health.notes.push_back(note.get<std::string>());
    }
  }
  const auto expires = object->find("expires");
  if (expires != object->end() && expires->is_object()) {
    for (const auto& [role, unused] : expires->items()) {
      if (const auto instant = instant_in(*expires, role.c_str())) health.expires[role] = *instant;
    }
  }
  return health;
}

std::string to_json(const Health& health) { return dump(as_object(health)); }

std::string log_line(const Report& report, double seconds) {
  const std::string cost =
      fmt::format("{} in {} requests, {:.1f} s", amount(report.traffic.bytes), report.traffic.requests, seconds);
  std::string line;
  switch (report.outcome) {
    case Outcome::unchanged:
      line = fmt::format("generation {} unchanged: {}", number_or_none(report.generation), cost);
      break;
    case Outcome::activated:
      line = fmt::format("generation {} -> {}: {} ({}, {} objects)", number_or_none(report.generation_before),
                         number_or_none(report.generation), cost,
                         report.patched_from ? fmt::format("patch from {}", *report.patched_from) : "whole",
                         report.objects_fetched);
      break;
    case Outcome::failed:
      line = fmt::format("generation {} stays: {} failed: {} ({})", number_or_none(report.generation),
                         report.failed_step, report.error, cost);
      break;
  }
  for (const std::string& note : report.notes) line += "; " + note;
  return line;
}

std::string status_json(const Health& health, std::optional<std::uint64_t> current, Instant now) {
  json object = as_object(health);
  object.erase("generation");
  if (current) object["generation"] = *current;
  object["expired"] = expired_roles(health, now);
  return dump(object);
}

std::string status_text(const Health& health, std::optional<std::uint64_t> current, Instant now) {
  const auto time = [](const std::optional<Instant>& instant) { return instant ? format_instant(*instant) : "never"; };
  std::string text = fmt::format(
      "generation     {}\ncontent of     {}\nlast run       {} {}\nlast success   {}\ntraffic        {} in {} "
      "requests\n",
      number_or_none(current), time(health.content_date), time(health.last_run), health.outcome,
      time(health.last_success), amount(health.bytes), health.requests);
  if (!health.error.empty()) text += fmt::format("error          {}: {}\n", health.step, health.error);
  for (const std::string& note : health.notes) text += fmt::format("note           {}\n", note);
  for (const auto& [role, instant] : health.expires) {
    text += fmt::format("{:<14} {} {}\n", role, instant <= now ? "expired at" : "good until", format_instant(instant));
  }
  return text;
}

}  // namespace treffpunkt
