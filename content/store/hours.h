#pragma once
// Opening hours as a few bytes, so that "open now" can be asked of every offer without reading its card. Any thread.

#include <string>
#include <string_view>

#include "content/model/opening_hours.h"

namespace treffpunkt {

struct StoredHours {
  std::vector<Schedule> schedules;  // without notes
  std::vector<Closure> closures;    // without reasons
  bool closed_on_public_holidays = true;
  bool by_appointment = false;
  ServiceStatus status = ServiceStatus::active;
};

std::string pack_hours(const Service& service);
StoredHours unpack_hours(std::string_view bytes);  // of a damaged file: as many hours as can be read

}  // namespace treffpunkt
