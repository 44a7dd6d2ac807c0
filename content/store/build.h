#pragma once
// Makes the store of one generation from its feed. Used by kiosk-sync and by the image's factory content.

#include <filesystem>

#include "content/model/feed.h"
#include "content/result/error.h"

namespace treffpunkt {

// Writes a new SQLite file at `database` (must not exist), in one transaction, fsynced before return. On failure
// nothing is left at `database`.
Result<void> build_store(const Feed& feed, const std::filesystem::path& database);

// Opens the file as the kiosk would, and asks it: integrity, full-text index, one query of each kind.
Result<void> check_store(const std::filesystem::path& database);

}  // namespace treffpunkt
