#pragma once
// Time as content speaks of it. A feed writes local times with a zone ("2026-11-24T15:00", "Europe/Berlin");
// the store and the screens compare instants in UTC. The two are turned into one another in
// content/language/zone.h, the only place that knows time zones.

#include <chrono>

namespace treffpunkt {

using Instant = std::chrono::sys_seconds;        // UTC
using LocalTime = std::chrono::local_seconds;    // wall clock in the item's zone
using Date = std::chrono::year_month_day;        // a calendar day
using MinuteOfDay = std::chrono::minutes;        // since 00:00, 0 to 1440

}  // namespace treffpunkt
