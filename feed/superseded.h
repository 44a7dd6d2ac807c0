#pragma once
// Removes from a feed's folder what no kiosk can ask for any more.
//
// Kept: every root; the last kKeptVersions of targets and snapshot; every content.ndjson.zst that those targets name
// (the next patches start from them); the patches that the newest three name (a kiosk may be in the middle of them);
// the objects that any kept content names. Files that no publishing of ours made are left alone. One thread.

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>

#include "feed/published_feed.h"

namespace treffpunkt {

// `kept_targets`, newest first, with those just published. `objects`: the names in all kept contents. Returns how many
// files went; one that cannot be removed is left for the next time.
std::size_t remove_superseded(const std::filesystem::path& folder, const std::vector<tuf::Targets>& kept_targets,
                              std::uint64_t snapshot_version, const std::set<std::string>& objects);

}  // namespace treffpunkt
