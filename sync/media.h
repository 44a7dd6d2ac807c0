#pragma once
// Pictures, films and speech that a generation names by hash: which they are, and getting those that are not here yet.

#include <cstdint>
#include <functional>
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

// Room on the card that objects may fill.
struct Room {
  std::function<std::uint64_t()> free_bytes;
  std::uint64_t spare = 0;  // what they must leave
};

// What of them is not here, and how much that is as far as their lengths are known.
std::vector<WantedObject> missing_objects(const StateFolder& state, std::vector<WantedObject> wanted);
std::uint64_t length_of(const std::vector<WantedObject>& objects);

struct MediaOutcome {
  std::size_t fetched = 0;
  std::vector<std::string> missing;  // hashes
  std::string problem;               // the first that was in the way; empty when nothing is missing
};

// Every object is verified before it has its name. What cannot be had is tried once more and then left: texts matter
// more than pictures.
MediaOutcome fetch_media(Transport& transport, const StateFolder& state, const std::vector<WantedObject>& wanted,
                         const Room& room);

}  // namespace treffpunkt
