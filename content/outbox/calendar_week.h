#pragma once
// Calendar weeks by ISO 8601, the coarsest date that still orders things: "2026-W48". Any thread.

#include <optional>
#include <string>
#include <string_view>

#include "content/model/time.h"

namespace treffpunkt {

std::string calendar_week(Date day);
// nullopt: not a week.
std::optional<Date> monday_of(std::string_view week);

}  // namespace treffpunkt
