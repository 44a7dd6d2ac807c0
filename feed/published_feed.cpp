#include "feed/published_feed.h"

#include <fmt/format.h>

#include <algorithm>

#include "sync/tuf/durable_file.h"
#include "sync/tuf/patch.h"

namespace treffpunkt {
namespace {

namespace fs = std::filesystem;

template <typename T>
using Parse = Result<tuf::Signed<T>> (*)(std::string_view, std::string_view);

// The metadata of a role, if its signatures count.
template <typename T>
Result<T> read_role(const fs::path& file, Parse<T> parse, const tuf::Root& root, std::string_view role) {
  const auto json = read_bounded(file, kLargestMetadata);
  if (!json) return tl::make_unexpected(json.error());
  auto parsed = parse(*json, file.string());
  if (!parsed) return tl::make_unexpected(parsed.error());
  if (!tuf::meets_threshold(root, role, parsed->signed_bytes, parsed->signatures)) {
    return fail(fmt::format("{} is not signed by the keys that the feed's root names", file.string()));
  }
  return std::move(parsed->value);
}

// The newest root, which signs itself; nullopt if there is none.
Result<std::optional<tuf::Root>> read_root(const fs::path& folder) {
  std::optional<tuf::Root> newest;
  std::error_code error;
  for (std::uint64_t version = 1; fs::exists(folder / metadata_path(version, "root"), error); ++version) {
    const auto file = folder / metadata_path(version, "root");
    const auto json = read_bounded(file, kLargestMetadata);
    if (!json) return tl::make_unexpected(json.error());
    auto parsed = tuf::parse_root(*json, file.string());
    if (!parsed) return tl::make_unexpected(parsed.error());
    if (!tuf::meets_threshold(parsed->value, "root", parsed->signed_bytes, parsed->signatures)) {
      return fail(fmt::format("{} is not signed by its own root keys", file.string()));
    }
    newest = std::move(parsed->value);
  }
  return newest;
}

Result<SignedState> read_state(const fs::path& folder, const tuf::Root& root) {
  auto timestamp = read_role(folder / timestamp_path(), tuf::parse_timestamp, root, "timestamp");
  if (!timestamp) return tl::make_unexpected(timestamp.error());
  auto snapshot =
      read_role(folder / metadata_path(timestamp->snapshot.version, "snapshot"), tuf::parse_snapshot, root, "snapshot");
  if (!snapshot) return tl::make_unexpected(snapshot.error());
  const auto meta = snapshot->meta.find("targets.json");
  if (meta == snapshot->meta.end()) return fail(fmt::format("{}: its snapshot names no targets", folder.string()));
  auto targets =
      read_role(folder / metadata_path(meta->second.version, "targets"), tuf::parse_targets, root, "targets");
  if (!targets) return tl::make_unexpected(targets.error());
  return SignedState{std::move(*timestamp), std::move(*snapshot), std::move(*targets)};
}

// An older one that is gone or damaged costs a patch, not the publishing.
std::vector<tuf::Targets> read_kept_targets(const fs::path& folder, const PublishedFeed& feed) {
  std::vector<tuf::Targets> kept{feed.state->targets};
  const auto newest = feed.state->targets.version;
  for (auto version = newest - 1; version > 0 && version + kKeptVersions > newest; --version) {
    auto targets = read_role(folder / metadata_path(version, "targets"), tuf::parse_targets, feed.root, "targets");
    if (targets) kept.push_back(std::move(*targets));
  }
  return kept;
}

std::vector<PastGeneration> generations_of(const std::vector<tuf::Targets>& kept) {
  std::vector<PastGeneration> generations;
  for (const auto& targets : kept) {
    const auto content = targets.targets.find(std::string(kContentTarget));
    if (content == targets.targets.end() || !content->second.hashes.contains("sha256")) continue;
    const auto generation = content->second.generation;
    const bool is_known = std::ranges::find(generations, generation, &PastGeneration::generation) != generations.end();
    if (generation > 0 && !is_known) generations.push_back({generation, content->second});
  }
  return generations;
}

}  // namespace

fs::path metadata_path(std::uint64_t version, std::string_view role) {
  return fs::path("metadata") / fmt::format("{}.{}.json", version, role);
}

fs::path timestamp_path() { return fs::path("metadata") / "timestamp.json"; }

fs::path target_path(std::string_view sha256, std::string_view name) {
  return fs::path("targets") / fmt::format("{}.{}", sha256, name);
}

Result<std::optional<PublishedFeed>> read_published(const fs::path& folder) {
  const auto root = read_root(folder);
  if (!root) return tl::make_unexpected(root.error());
  std::error_code error;
  const bool has_timestamp = fs::exists(folder / timestamp_path(), error);
  if (!*root && has_timestamp) return fail(fmt::format("{}: the feed's root is missing", folder.string()));
  if (!*root) return std::nullopt;
  PublishedFeed feed;
  feed.root = **root;
  if (!has_timestamp) {
    // Starting again from version 1 would be a step back that every kiosk refuses.
    if (fs::exists(folder / metadata_path(2, "snapshot"), error)) {
      return fail(fmt::format("{} is missing; put it back before publishing", (folder / timestamp_path()).string()));
    }
    return feed;
  }
  auto state = read_state(folder, feed.root);
  if (!state) return tl::make_unexpected(state.error());
  feed.state = std::move(*state);
  feed.kept_targets = read_kept_targets(folder, feed);
  feed.generations = generations_of(feed.kept_targets);
  return feed;
}

Result<std::string> read_content(const fs::path& folder, const PastGeneration& generation) {
  const auto& content = generation.content;
  const auto& sha256 = content.hashes.at("sha256");
  const auto file = folder / target_path(sha256, kContentTarget);
  const auto compressed = read_bounded(file, content.length);
  if (!compressed) return tl::make_unexpected(compressed.error());
  const auto damaged = fail(fmt::format("{} is not what it was when it was signed", file.string()));
  if (tuf::sha256_hex(*compressed) != sha256) return damaged;
  auto text = tuf::decompress(*compressed, content.content_length);
  if (!text || tuf::sha256_hex(*text) != content.content_sha256) return damaged;
  return text;
}

}  // namespace treffpunkt
