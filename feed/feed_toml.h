#pragma once
// feed.toml: what feed the sources make. Any thread.

#include <optional>
#include <string_view>
#include <vector>

#include "content/json/problem.h"
#include "content/model/feed.h"
#include "feed/speech_settings.h"

namespace treffpunkt {

struct FeedToml {
  FeedHeader header;
  std::optional<SpeechSettings> speech;  // nullopt: nothing is to be read aloud
};

// Every mistake is added to `problems` with its line; what is wrong or missing stays at its default, so that the check
// of the items can go on. The generation stays 0. `name` is for the problems' places.
FeedToml read_feed_toml(std::string_view text, std::string_view name, std::vector<Problem>& problems);

}  // namespace treffpunkt
