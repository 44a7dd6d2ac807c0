#pragma once
// feed.toml: what feed the sources make. Any thread.

#include <string_view>
#include <vector>

#include "content/json/problem.h"
#include "content/model/feed.h"

namespace treffpunkt {

// Every mistake is added to `problems` with its line; what is wrong or missing stays at its default, so that the check
// of the items can go on. The generation stays 0. `name` is for the problems' places.
FeedHeader read_feed_toml(std::string_view text, std::string_view name, std::vector<Problem>& problems);

}  // namespace treffpunkt
