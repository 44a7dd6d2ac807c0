#include "content/json/field_reader.h"

#include <algorithm>

#include "content/language/zone.h"

namespace treffpunkt {
namespace {

constexpr std::size_t kMostProblems = 200;  // of one item: a file of another kind would give thousands

std::string path_of(const Place* place) {
  if (place == nullptr) return {};
  auto path = path_of(place->parent);
  if (place->index >= 0) return path + "[" + std::to_string(place->index) + "]";
  if (!path.empty()) path += '.';
  return path + std::string(place->name);
}

bool in_calendar(Date date) { return date.year() >= std::chrono::year{1900} && date.year() < std::chrono::year{2200}; }

bool is_date_only(std::string_view text) { return text.find('T') == std::string_view::npos; }

}  // namespace

FieldReader::FieldReader(const LocatedJson& object, const Place* place, ReadContext& context)
    : object_(object), place_(place), context_(context), asked_(object.members.size(), false) {}

void FieldReader::problem(Severity severity, int line, const Place& place, std::string message) {
  if (severity == Severity::error) failed_ = context_.failed = true;
  if (++context_.added > kMostProblems) return;
  context_.problems.push_back({severity, std::string(context_.file), line, path_of(&place), std::move(message)});
}

void FieldReader::error(const LocatedJson& json, std::string_view name, std::string message) {
  problem(Severity::error, json.line, Place{place_, name}, std::move(message));
}

bool FieldReader::is_kind(const LocatedJson& json, LocatedJson::Kind kind, const Place& place) {
  if (json.kind == kind) return true;
  std::string message = "must be " + std::string(in_words(kind)) + ", not " + std::string(in_words(json.kind));
  if (kind == LocatedJson::Kind::string) message += ": write it in quotation marks";
  problem(Severity::error, json.line, place, std::move(message));
  return false;
}

const LocatedJson* FieldReader::take(std::string_view name, LocatedJson::Kind kind, Need need) {
  const auto found = std::find_if(object_.members.begin(), object_.members.end(),
                                  [&](const LocatedMember& member) { return member.name == name; });
  if (found == object_.members.end()) {
    if (need == Need::required) problem(Severity::error, object_.line, Place{place_, name}, "is missing");
    return nullptr;
  }
  asked_[static_cast<std::size_t>(found - object_.members.begin())] = true;
  return is_kind(found->value, kind, Place{place_, name}) ? &found->value : nullptr;
}

const LocatedJson* FieldReader::take_string(std::string_view name, std::string& value, Need need) {
  const auto* json = take(name, LocatedJson::Kind::string, need);
  if (json == nullptr || !check_characters(json->string, Place{place_, name}, json->line)) return nullptr;
  value = json->string;
  return json;
}

bool FieldReader::check_characters(const std::string& value, const Place& place, int line) {
  const bool clean = std::none_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r';
  });
  if (!clean) problem(Severity::error, line, place, "has a control character in it");
  return clean;
}

bool FieldReader::check(Form form, std::string_view value, const Place& place, int line) {
  if (form == Form::time_zone && !value.empty() && value == context_.known_time_zone) return true;
  auto wrong = why_not(form, value);
  if (wrong.empty()) {
    if (form == Form::time_zone) context_.known_time_zone = value;
    return true;
  }
  problem(Severity::error, line, place, std::move(wrong));
  return false;
}

void FieldReader::string(std::string_view name, std::string& value, Form form, Need need) {
  std::string written;
  const auto* json = take_string(name, written, need);
  if (json != nullptr && check(form, written, Place{place_, name}, json->line)) value = std::move(written);
}

void FieldReader::strings(std::string_view name, std::vector<std::string>& values, Form form) {
  const auto* json = take(name, LocatedJson::Kind::array, Need::optional);
  if (json == nullptr) return;
  const Place list{place_, name};
  for (std::size_t i = 0; i < json->elements.size(); ++i) {
    const auto& element = json->elements[i];
    const Place place{&list, {}, static_cast<int>(i)};
    if (!is_kind(element, LocatedJson::Kind::string, place) || !check_characters(element.string, place, element.line) ||
        !check(form, element.string, place, element.line)) {
      continue;
    }
    if (std::find(values.begin(), values.end(), element.string) != values.end()) {
      problem(Severity::warning, element.line, place, "stands twice in the list: " + quoted(element.string));
      continue;
    }
    values.push_back(element.string);
  }
}

void FieldReader::time_zone(std::string_view name, std::string& value) {
  value = context_.options.time_zone;
  string(name, value, Form::time_zone);
}

void FieldReader::text(std::string_view name, Text& value, Need need) {
  const auto* json = take(name, LocatedJson::Kind::object, need);
  if (json == nullptr) return;
  const Place place{place_, name};
  for (const auto& member : json->members) translation(member, place, value);
  const auto& language = context_.options.default_language;
  if (!language.empty() && json->find(language) == nullptr) {
    error(*json, name, "the text in the feed's language '" + language + "' is missing");
  }
}

void FieldReader::translation(const LocatedMember& member, const Place& place, Text& text) {
  const Place here{&place, member.name};
  if (!check(Form::language, member.name, here, member.line)) return;
  Translation translation;
  if (member.value.is_string()) {
    translation.text = member.value.string;
  } else if (member.value.is_object()) {
    FieldReader reader(member.value, &here, context_);
    reader.string("text", translation.text, Form::any, Need::required);
    reader.choice("origin", translation.origin);
    reader.finish();
    if (reader.failed_) {
      failed_ = true;
      return;
    }
  } else {
    problem(Severity::error, member.line, here, "must be a text, not " + std::string(in_words(member.value.kind)));
    return;
  }
  if (!check_characters(translation.text, here, member.value.line)) return;
  if (translation.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    problem(Severity::error, member.value.line, here, "is empty; leave the language out instead");
    return;
  }
  text.translations.insert_or_assign(member.name, std::move(translation));
}

void FieldReader::boolean(std::string_view name, bool& value, bool initial) {
  value = initial;
  if (const auto* json = take(name, LocatedJson::Kind::boolean, Need::optional)) value = json->boolean;
}

std::optional<std::int64_t> FieldReader::take_integer(std::string_view name, std::int64_t least, std::int64_t most,
                                                      Need need) {
  const auto* json = take(name, LocatedJson::Kind::integer, need);
  if (json == nullptr) return std::nullopt;
  if (json->integer < least || json->integer > most) {
    error(*json, name,
          "must be from " + std::to_string(least) + " to " + std::to_string(most) + ", not " +
              std::to_string(json->integer));
    return std::nullopt;
  }
  return json->integer;
}

void FieldReader::integer(std::string_view name, int& value, int least, int most, Need need) {
  if (const auto written = take_integer(name, least, most, need)) value = static_cast<int>(*written);
}

void FieldReader::integer(std::string_view name, std::optional<int>& value, int least, int most) {
  if (const auto written = take_integer(name, least, most, Need::optional)) value = static_cast<int>(*written);
}

void FieldReader::integer(std::string_view name, std::uint64_t& value) {
  if (const auto written = take_integer(name, 0, INT64_MAX, Need::required))
    value = static_cast<std::uint64_t>(*written);
}

void FieldReader::coordinate(std::string_view name, std::optional<double>& value, double most) {
  const auto* any = object_.find(name);
  const bool whole = any != nullptr && any->kind == LocatedJson::Kind::integer;
  const auto* json = take(name, whole ? LocatedJson::Kind::integer : LocatedJson::Kind::number, Need::optional);
  if (json == nullptr) return;
  if (!(json->number >= -most && json->number <= most)) {
    const auto limit = std::to_string(static_cast<int>(most));
    error(*json, name, "must be from -" + limit + " to " + limit + " degrees");
    return;
  }
  value = json->number;
}

void FieldReader::date(std::string_view name, Date& value, Need need) {
  std::string written;
  string(name, written, Form::date, need);
  if (!written.empty()) value = *parse_date(written);
}

void FieldReader::date(std::string_view name, std::optional<Date>& value) {
  std::string written;
  string(name, written, Form::date);
  if (!written.empty()) value = *parse_date(written);
}

void FieldReader::local_time(std::string_view name, LocalTime& value) {
  std::string written;
  const auto* json = take_string(name, written, Need::required);
  if (json == nullptr) return;
  const auto time = parse_local_time(written);
  if (!time || !in_calendar(date_of(*time))) return error(*json, name, "not a date and time: " + quoted(written));
  if (is_date_only(written)) {
    return error(*json, name, "has a date but no time: " + quoted(written) + "; write it like '2026-11-25T17:30'");
  }
  value = *time;
}

void FieldReader::whole_days(std::string_view first, LocalTime& start, std::string_view last, LocalTime& end) {
  const auto read = [&](std::string_view name, LocalTime& value, std::chrono::days after) {
    std::string written;
    const auto* json = take_string(name, written, Need::required);
    if (json == nullptr) return;
    const auto time = parse_local_time(written);
    if (!time || !in_calendar(date_of(*time))) return error(*json, name, "not a date: " + quoted(written));
    if (*time != std::chrono::floor<std::chrono::days>(*time)) {
      return error(*json, name, "has a time although the event lasts all day: " + quoted(written));
    }
    value = is_date_only(written) ? *time + after : *time;
  };
  read(first, start, std::chrono::days{0});
  read(last, end, std::chrono::days{1});  // the end is midnight after the last day
}

void FieldReader::minute(std::string_view name, MinuteOfDay& value) {
  std::string written;
  const auto* json = take_string(name, written, Need::required);
  if (json == nullptr) return;
  const auto minute = parse_minute_of_day(written);
  if (!minute) return error(*json, name, "not a time of day: " + quoted(written) + "; write it like '09:00'");
  value = *minute;
}

void FieldReader::weekday(std::string_view name, std::chrono::weekday& value) {
  std::string written;
  const auto* json = take_string(name, written, Need::required);
  if (json == nullptr) return;
  const auto found = std::find(kWeekdayNames.begin(), kWeekdayNames.end(), written);
  if (found == kWeekdayNames.end()) return unknown_choice(name, *json, kWeekdayNames.data(), kWeekdayNames.size());
  value = std::chrono::weekday{static_cast<unsigned>(found - kWeekdayNames.begin()) + 1};
}

void FieldReader::unknown_choice(std::string_view name, const LocatedJson& json, const std::string_view* names,
                                 std::size_t count) {
  std::string message = "unknown value " + quoted(json.string) + ", known are: ";
  for (std::size_t i = 0; i < count; ++i) message += (i == 0 ? "" : ", ") + std::string(names[i]);
  error(json, name, std::move(message));
}

void FieldReader::ensure(bool holds, std::string_view name, std::string_view message) {
  if (holds || failed_) return;
  const auto* json = object_.find(name);
  error(json != nullptr ? *json : object_, name, std::string(message));
}

void FieldReader::finish() {
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    const auto& member = object_.members[i];
    if (!asked_[i]) problem(Severity::warning, member.line, Place{place_, member.name}, "unknown field, left out");
  }
}

}  // namespace treffpunkt
