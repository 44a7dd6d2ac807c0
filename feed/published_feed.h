#pragma once
// What lies in a feed's folder already: its trust metadata, and which generations have been published.
//
// There is no state beside the feed: the older N.targets.json, which stay for that purpose, say which file was the
// content of which generation. Reads only; what is damaged is an Error that names the file. Any thread.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "content/result/error.h"
#include "sync/tuf/metadata.h"

namespace treffpunkt {

inline constexpr std::uint64_t kLargestMetadata = 4ull << 20;  // bytes
inline constexpr std::uint64_t kKeptVersions = 40;  // of targets and snapshot: 30 generations and some re-signing

struct PastGeneration {
  std::uint64_t generation = 0;
  tuf::TargetFile content;  // of "content.ndjson.zst"
};

struct SignedState {
  tuf::Timestamp timestamp;
  tuf::Snapshot snapshot;
  tuf::Targets targets;
};

struct PublishedFeed {
  tuf::Root root;
  std::optional<SignedState> state;         // nullopt: a first publishing that did not come to its end
  std::vector<PastGeneration> generations;  // newest first, each once; the current one is the first
  std::vector<tuf::Targets> kept_targets;   // the last kKeptVersions that are there, newest first
};

// nullopt: no feed there yet.
Result<std::optional<PublishedFeed>> read_published(const std::filesystem::path& folder);

// The uncompressed content of a generation, verified against what the metadata says of it.
Result<std::string> read_content(const std::filesystem::path& folder, const PastGeneration& generation);

// Where things lie in a feed.
std::filesystem::path metadata_path(std::uint64_t version, std::string_view role);  // "metadata/7.targets.json"
std::filesystem::path timestamp_path();
std::filesystem::path target_path(std::string_view sha256, std::string_view name);  // "targets/<sha256>.<name>"
inline constexpr std::string_view kContentTarget = "content.ndjson.zst";

}  // namespace treffpunkt
