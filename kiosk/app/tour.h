#pragma once
// The screens that there are to look at: one route for each kind, and more where items differ in what they show. Which items
// are shown is chosen from the content at hand. Any thread that may use the store.

#include <string>
#include <vector>

#include "content/store/store.h"

namespace treffpunkt::app {

// `store` may be null: there is no content.
std::vector<std::string> tour_of(const Store* store, Instant now);

}  // namespace treffpunkt::app
