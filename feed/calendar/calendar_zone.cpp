#include "feed/calendar/calendar_zone.h"

#include <unicode/basictz.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/vtzone.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "content/language/unicode.h"
#include "content/language/zone.h"

namespace treffpunkt {

struct CalendarZone::Zone {
  std::unique_ptr<icu::BasicTimeZone> rules;
};

namespace {

using std::chrono::seconds;

constexpr double kMillisecondsPerSecond = 1000;
constexpr std::size_t kLongestName = 200;

UDate to_udate(seconds since_epoch) { return static_cast<double>(since_epoch.count()) * kMillisecondsPerSecond; }

std::unique_ptr<icu::BasicTimeZone> open(const icu::UnicodeString& name) {
  std::unique_ptr<icu::TimeZone> opened(icu::TimeZone::createTimeZone(name));
  auto* const basic = dynamic_cast<icu::BasicTimeZone*>(opened.get());
  if (basic != nullptr) opened.release();
  return std::unique_ptr<icu::BasicTimeZone>(basic);
}

std::string windows_zone(std::string_view name) {
  icu::UnicodeString id;
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getIDForWindowsID(from_utf8(name), nullptr, id, status);
  return U_SUCCESS(status) ? to_utf8(id) : std::string();
}

// Programs put their own name and version before that of the database.
std::string without_prefix(std::string_view name) {
  for (auto slash = name.find('/'); slash != std::string_view::npos; slash = name.find('/', slash + 1)) {
    const auto rest = name.substr(slash + 1);
    if (rest.find('/') != std::string_view::npos && is_time_zone(rest)) return std::string(rest);
  }
  return {};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '"')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '"' || text.back() == '.')) text.remove_suffix(1);
  return text;
}

// "(UTC+01:00) Amsterdam, Berlin, Bern, Rome": minutes east of Greenwich, and the cities.
struct DisplayedName {
  int minutes = 0;
  std::vector<std::string> cities;
};

std::optional<DisplayedName> read_displayed(std::string_view name) {
  if (!name.starts_with("(UTC") && !name.starts_with("(GMT")) return std::nullopt;
  const auto end = name.find(')');
  if (end == std::string_view::npos) return std::nullopt;
  DisplayedName read;
  const auto offset = name.substr(4, end - 4);
  if (!offset.empty()) {
    if (offset.size() != 6 || (offset[0] != '+' && offset[0] != '-') || offset[3] != ':') return std::nullopt;
    const auto time = parse_minute_of_day(offset.substr(1));
    if (!time) return std::nullopt;
    read.minutes = static_cast<int>(time->count()) * (offset[0] == '-' ? -1 : 1);
  }
  auto rest = name.substr(end + 1);
  while (!rest.empty()) {
    const auto comma = std::min(rest.find(','), rest.size());
    std::string city(trimmed(rest.substr(0, comma)));
    std::replace(city.begin(), city.end(), ' ', '_');
    if (!city.empty()) read.cities.push_back(std::move(city));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return read;
}

// The zone of the database that is named after one of the cities and has their standard time.
std::string displayed_zone(std::string_view name) {
  const auto read = read_displayed(name);
  if (!read) return {};
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t offset = read->minutes * 60 * static_cast<std::int32_t>(kMillisecondsPerSecond);
  const std::unique_ptr<icu::StringEnumeration> all(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, &offset, status));
  if (U_FAILURE(status) || !all) return {};
  std::map<std::string, std::string> by_city;
  for (const icu::UnicodeString* id = all->snext(status); id != nullptr && U_SUCCESS(status); id = all->snext(status)) {
    const std::string zone = to_utf8(*id);
    by_city.emplace(zone.substr(zone.rfind('/') + 1), zone);
  }
  for (const auto& city : read->cities) {
    if (const auto found = by_city.find(city); found != by_city.end()) return found->second;
  }
  return {};
}

}  // namespace

CalendarZone CalendarZone::utc() { return named("Etc/UTC"); }

CalendarZone CalendarZone::named(std::string_view name) {
  name = trimmed(name);
  if (name.empty() || name.size() > kLongestName) return {};
  std::string known(name);
  if (!is_time_zone(known)) known = windows_zone(name);
  if (known.empty()) known = without_prefix(name);
  if (known.empty()) known = displayed_zone(name);
  if (known.empty()) return {};
  auto rules = open(from_utf8(known));
  if (!rules) return {};
  return CalendarZone(std::make_shared<const Zone>(Zone{std::move(rules)}));
}

CalendarZone CalendarZone::described(std::string_view vtimezone) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BasicTimeZone> rules(icu::VTimeZone::createVTimeZone(from_utf8(vtimezone), status));
  if (U_FAILURE(status) || !rules) return {};
  return CalendarZone(std::make_shared<const Zone>(Zone{std::move(rules)}));
}

bool CalendarZone::operator==(const CalendarZone& other) const {
  if (zone_ == other.zone_) return true;
  return zone_ && other.zone_ && *zone_->rules == *other.zone_->rules;
}

Instant CalendarZone::to_instant(LocalTime local) const {
  std::int32_t raw = 0, saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone_->rules->getOffsetFromLocal(to_udate(local.time_since_epoch()), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, saving,
                                   status);
  return Instant{local.time_since_epoch() - seconds{(raw + saving) / 1000}};
}

seconds CalendarZone::offset(Instant instant) const {
  std::int32_t raw = 0, saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone_->rules->getOffset(to_udate(instant.time_since_epoch()), false, raw, saving, status);
  return seconds{(raw + saving) / 1000};
}

LocalTime CalendarZone::to_local(Instant instant) const { return LocalTime{instant.time_since_epoch() + offset(instant)}; }

CalendarZone CalendarZones::find(const std::string& tzid) {
  const auto [place, is_new] = found_.try_emplace(tzid);
  if (!is_new) return place->second;
  place->second = CalendarZone::named(tzid);
  if (!place->second) {
    if (const auto text = described_.find(tzid); text != described_.end()) place->second = CalendarZone::described(text->second);
  }
  return place->second;
}

}  // namespace treffpunkt
