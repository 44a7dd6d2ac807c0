#pragma once
// Makes a checked feed the next generation of the folder that a web server serves: docs/feed-format.md, "On a server".
//
// Everything is written beside its place, fsynced and renamed; timestamp.json comes last and makes the rest count.
// After a failure or a crash kiosks see the generation before, and the next publishing starts again. Equal input
// (items, keys, time, what was published) gives equal bytes. One publishing at a time: a lock on the folder. One
// thread.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "content/model/feed.h"
#include "content/result/error.h"
#include "feed/progress.h"

namespace treffpunkt {

inline constexpr std::uint64_t kPatchedGenerations = 30;  // a kiosk that was away longer fetches the whole file

struct PublishOptions {
  std::filesystem::path out;      // the feed's folder; is made if needed
  std::filesystem::path keys;     // see signing_keys.h
  std::filesystem::path objects;  // where the items' objects lie: objects/ab/<sha256> below it
  Instant now;
  Progress progress;
};

struct Published {
  std::uint64_t generation = 0;
  bool is_first = false;
  bool is_new_generation = false;    // false: only signatures are new
  std::uint64_t content_length = 0;  // bytes of content.ndjson
  std::uint64_t compressed_length = 0;
  std::size_t patches = 0;
  std::uint64_t previous_patch_length = 0;  // bytes of the patch from the generation before; 0: none
  std::size_t new_objects = 0;
  std::uint64_t new_object_bytes = 0;
  std::size_t removed_files = 0;
  Instant timestamp_expires{};
  std::vector<std::string> notes;  // what a maintainer should know, a line each
};

// The feed's items are sorted, its generation is set here. `feed.items` must be without errors.
Result<Published> publish(Feed feed, const PublishOptions& options);

}  // namespace treffpunkt
