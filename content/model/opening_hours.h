#pragma once
// Whether an offer is open, and when it is next, from its schedules and closures. Pure arithmetic on local time.

#include <optional>
#include <vector>

#include "content/model/service.h"

namespace treffpunkt {

enum class OpenState { open, closed, by_appointment, unknown, temporarily_closed };

struct OpeningHours {
  OpenState state = OpenState::unknown;
  std::optional<LocalTime> closes;      // when open: until
  std::optional<LocalTime> next_opens;  // when closed: next opening within 14 days
};

// What opening_hours needs of a Service or a card.
struct OpeningRules {
  const std::vector<Schedule>& schedules;
  const std::vector<Closure>& closures;
  bool closed_on_public_holidays = true;
  bool by_appointment = false;
  ServiceStatus status = ServiceStatus::active;
};

// Touching intervals (9-12, 12-18) count as one. An offer only by appointment is never "closed"; one without any
// schedule is "unknown".
OpeningHours opening_hours(const OpeningRules& rules, LocalTime now);

// The intervals of one day, ascending; empty on closures and, if the rules say so, on Hamburg's public holidays.
struct OpenInterval {
  MinuteOfDay opens_at, closes_at;
  const Schedule* schedule;
};
std::vector<OpenInterval> intervals_on(const OpeningRules& rules, Date day);

// Hamburg's public holidays (Feiertagsgesetz): fixed days, Easter's, and Reformationstag since 2018.
bool is_public_holiday(Date day);

}  // namespace treffpunkt
