#pragma once
// Between wall clocks and instants. ICU's tz data; the only place that knows time zones. Any thread.

#include <string>
#include <string_view>

#include "content/model/time.h"
#include "content/result/error.h"

namespace treffpunkt {

bool is_time_zone(std::string_view zone);                     // an IANA name ICU knows
LocalTime to_local(Instant instant, std::string_view zone);   // unknown zone: as UTC
// A wall time that does not exist (spring) is taken as the instant an hour later; one that exists twice (autumn) as the first.
Instant to_instant(LocalTime local, std::string_view zone);

inline Date date_of(LocalTime local) { return Date{std::chrono::floor<std::chrono::days>(local)}; }

// ISO 8601: "2026-11-24T15:00", "2026-11-24T15:00:30", "2026-11-24", "15:00" (and "24:00").
Result<LocalTime> parse_local_time(std::string_view text);
Result<Date> parse_date(std::string_view text);
Result<MinuteOfDay> parse_minute_of_day(std::string_view text);
// RFC 3339 with 'Z' or an offset: "2026-11-24T15:00:00Z".
Result<Instant> parse_instant(std::string_view text);
std::string format_local_time(LocalTime local);  // seconds only when not zero
std::string format_date(Date date);
std::string format_minute_of_day(MinuteOfDay minute);
std::string format_instant(Instant instant);     // "2026-11-24T15:00:00Z"

}  // namespace treffpunkt
