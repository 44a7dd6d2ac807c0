#include "content/language/zone.h"

#include <fmt/format.h>
#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include <cstdint>
#include <memory>
#include <optional>

#include "content/language/unicode.h"

namespace treffpunkt {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// ICU also takes "GMT+3" and answers every unknown name with "Etc/Unknown"; only names of its database count here.
std::unique_ptr<icu::BasicTimeZone> open_zone(std::string_view zone) {
  const icu::UnicodeString name = from_utf8(zone);
  icu::UnicodeString canonical;
  UBool in_database = false;
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getCanonicalID(name, canonical, in_database, status);
  if (U_FAILURE(status) || !in_database || name == icu::UnicodeString("Etc/Unknown")) return nullptr;

  std::unique_ptr<icu::TimeZone> opened(icu::TimeZone::createTimeZone(name));
  auto* const basic = dynamic_cast<icu::BasicTimeZone*>(opened.get());
  if (basic == nullptr) return nullptr;
  opened.release();
  return std::unique_ptr<icu::BasicTimeZone>(basic);
}

UDate milliseconds_of(seconds since_epoch) { return static_cast<UDate>(since_epoch.count()) * 1000.0; }

// Reads a text from left to right; every step says whether it matched.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  // Exactly `width` ASCII digits.
  std::optional<int> digits(std::size_t width) {
    if (rest_.size() < width) return std::nullopt;
    int value = 0;
    for (const char digit : rest_.substr(0, width)) {
      if (digit < '0' || digit > '9') return std::nullopt;
      value = value * 10 + (digit - '0');
    }
    rest_.remove_prefix(width);
    return value;
  }

  bool literal(char expected) {
    if (rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void skip_digits() {
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') rest_.remove_prefix(1);
  }

  bool at(char expected) const { return !rest_.empty() && rest_.front() == expected; }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

std::optional<Date> read_date(Reader& reader) {
  const auto year = reader.digits(4);
  if (!year || !reader.literal('-')) return std::nullopt;
  const auto month = reader.digits(2);
  if (!month || !reader.literal('-')) return std::nullopt;
  const auto day = reader.digits(2);
  if (!day) return std::nullopt;
  const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

// "15:00", at most 24:00.
std::optional<minutes> read_hour_and_minute(Reader& reader) {
  const auto hour = reader.digits(2);
  if (!hour || !reader.literal(':')) return std::nullopt;
  const auto minute = reader.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  const minutes time = hours{*hour} + minutes{*minute};
  if (time > hours{24}) return std::nullopt;
  return time;
}

// ":30" after hours and minutes.
std::optional<seconds> read_seconds(Reader& reader) {
  if (!reader.literal(':')) return std::nullopt;
  const auto second = reader.digits(2);
  if (!second || *second > 59) return std::nullopt;
  return seconds{*second};
}

// A day and a time of day on it; "24:00" belongs to the next day and is not one.
std::optional<LocalTime> read_date_and_minute(Reader& reader) {
  const auto date = read_date(reader);
  if (!date || !reader.literal('T')) return std::nullopt;
  const auto time = read_hour_and_minute(reader);
  if (!time || *time == hours{24}) return std::nullopt;
  return LocalTime{std::chrono::local_days{*date}} + *time;
}

// 'Z' or "+01:00": how far the wall clock is ahead of UTC.
std::optional<minutes> read_offset(Reader& reader) {
  if (reader.literal('Z')) return minutes{0};
  const bool ahead = reader.at('+');
  if (!reader.literal('+') && !reader.literal('-')) return std::nullopt;
  const auto offset = read_hour_and_minute(reader);
  if (!offset || *offset == hours{24}) return std::nullopt;
  return ahead ? *offset : -*offset;
}

std::string date_and_time(LocalTime local, bool always_seconds) {
  const auto day = std::chrono::floor<days>(local);
  const std::chrono::hh_mm_ss clock{local - day};
  std::string text =
      fmt::format("{}T{:02}:{:02}", format_date(Date{day}), clock.hours().count(), clock.minutes().count());
  if (always_seconds || clock.seconds().count() != 0) text += fmt::format(":{:02}", clock.seconds().count());
  return text;
}

}  // namespace

bool is_time_zone(std::string_view zone) { return open_zone(zone) != nullptr; }

LocalTime to_local(Instant instant, std::string_view zone) {
  const LocalTime as_utc{instant.time_since_epoch()};
  const auto opened = open_zone(zone);
  if (!opened) return as_utc;

  std::int32_t raw = 0;
  std::int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  opened->getOffset(milliseconds_of(instant.time_since_epoch()), false, raw, saving, status);
  if (U_FAILURE(status)) return as_utc;
  return as_utc + seconds{(raw + saving) / 1000};
}

Instant to_instant(LocalTime local, std::string_view zone) {
  const Instant as_utc{local.time_since_epoch()};
  const auto opened = open_zone(zone);
  if (!opened) return as_utc;

  // "Former" is the offset before the clock changed: in spring that gives the instant an hour later on the wall, in
  // autumn the first of the two.
  std::int32_t raw = 0;
  std::int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  opened->getOffsetFromLocal(milliseconds_of(local.time_since_epoch()), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw,
                             saving, status);
  if (U_FAILURE(status)) return as_utc;
  return as_utc - seconds{(raw + saving) / 1000};
}

Result<LocalTime> parse_local_time(std::string_view text) {
  Reader day_only(text);
  if (const auto date = read_date(day_only); date && day_only.at_end())
    return LocalTime{std::chrono::local_days{*date}};

  Reader reader(text);
  auto local = read_date_and_minute(reader);
  if (local && !reader.at_end()) {
    const auto second = read_seconds(reader);
    local = second && reader.at_end() ? std::optional(*local + *second) : std::nullopt;
  }
  if (!local) return fail(fmt::format("not a date and time like 2026-11-24T15:00: '{}'", text));
  return *local;
}

Result<Date> parse_date(std::string_view text) {
  Reader reader(text);
  const auto date = read_date(reader);
  if (!date || !reader.at_end()) return fail(fmt::format("not a date like 2026-11-24: '{}'", text));
  return *date;
}

Result<MinuteOfDay> parse_minute_of_day(std::string_view text) {
  Reader reader(text);
  const auto minute = read_hour_and_minute(reader);
  if (!minute || !reader.at_end()) return fail(fmt::format("not a time of day like 15:00: '{}'", text));
  return *minute;
}

Result<Instant> parse_instant(std::string_view text) {
  const auto refused = [&] { return fail(fmt::format("not an instant like 2026-11-24T15:00:00Z: '{}'", text)); };
  Reader reader(text);
  const auto local = read_date_and_minute(reader);
  if (!local) return refused();
  const auto second = read_seconds(reader);
  if (!second) return refused();
  if (reader.literal('.')) {
    if (!reader.digits(1)) return refused();
    reader.skip_digits();
  }
  const auto offset = read_offset(reader);
  if (!offset || !reader.at_end()) return refused();
  return Instant{(*local + *second - *offset).time_since_epoch()};
}

std::string format_local_time(LocalTime local) { return date_and_time(local, false); }

std::string format_date(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string format_minute_of_day(MinuteOfDay minute) {
  return fmt::format("{:02}:{:02}", minute.count() / 60, minute.count() % 60);
}

std::string format_instant(Instant instant) { return date_and_time(LocalTime{instant.time_since_epoch()}, true) + "Z"; }

}  // namespace treffpunkt
