#pragma once
// Pictures, films and speech that a generation names by hash: which they are, and getting those that are not here yet.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/feed.h"
#include "sync/http/transport.h"
#include "sync/state_folder.h"

namespace treffpunkt {

struct WantedObject {
  std::string sha256;
  std::optional<std::uint64_t> length;  // nullopt: named in a body, where no length stands
  bool can_wait = false;                // speech and films: large, and nobody misses them for an hour
};

// Each once, sorted by hash. `content` is the text that `feed` was read from.
std::vector<WantedObject> wanted_objects(const Feed& feed, std::string_view content);

struct MediaOutcome {
  std::size_t fetched = 0;
  std::vector<std::string> missing;  // hashes
  std::string problem;               // the first that was in the way; empty when nothing is missing
};

// Every object is verified before it has its name. What cannot be had is tried once more and then left: texts matter
// more than pictures.
MediaOutcome fetch_media(Transport& transport, const StateFolder& state, const std::vector<WantedObject>& wanted);

}  // namespace treffpunkt
