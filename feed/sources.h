#pragma once
// The whole folder of sources, read and checked: the feed that it makes and everything that is wrong with it.
//
// `kiosk-feed check` and `kiosk-feed publish` see the same through this. Nothing below the folder is written. One
// thread.

#include <filesystem>
#include <optional>
#include <vector>

#include "content/json/problem.h"
#include "content/model/feed.h"
#include "content/result/error.h"
#include "feed/picture.h"
#include "feed/progress.h"
#include "feed/speech_settings.h"

namespace treffpunkt {

struct Sources {
  Feed feed;                      // generation 0; of no use if the problems have errors
  std::optional<SpeechSettings> speech;
  std::size_t written_items = 0;  // in the folder, with those that are left out
  std::vector<Problem> problems;  // by file and line
};

struct SourceOptions {
  Instant now;
  std::optional<std::filesystem::path> keep_objects;  // where the normalised pictures go, as objects/ab/<sha256>
  Progress progress;
};

// An Error only if there is no such folder: all else is a problem among others.
Result<Sources> read_sources(const std::filesystem::path& root, const PictureLibrary& library,
                             const SourceOptions& options);

}  // namespace treffpunkt
