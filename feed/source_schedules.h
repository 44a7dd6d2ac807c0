#pragma once
// Opening hours as the sources write them: "weekdays": ["monday", "wednesday"] for what a feed says once a weekday.
// One thread.

#include <chrono>
#include <string_view>
#include <vector>

#include "content/json/located_json.h"
#include "content/model/service.h"

namespace treffpunkt {

// Of each schedule of a service, in its order: the weekdays it is for.
using WeekdayLists = std::vector<std::vector<std::chrono::weekday>>;

// Rewrites each schedule of `service` to the first of its weekdays. Wrong ones are problems.
WeekdayLists take_weekdays(LocatedJson& service, std::string_view file, std::vector<Problem>& problems);

// Repeats each schedule for the other weekdays of its list.
void repeat_for_weekdays(Service& service, const WeekdayLists& lists);

}  // namespace treffpunkt
