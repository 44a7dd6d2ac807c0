#pragma once
// Files that are there whole or not at all: written beside their place, fsynced, renamed, and the folder fsynced. And
// reading with a limit. Any thread.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "content/result/error.h"

namespace treffpunkt {

enum class FileMode { readable_by_all, only_owner };

// For what another run can make again: without fsync.
Result<void> write_quickly(const std::filesystem::path& file, std::string_view bytes);

// Makes the folders above the file as needed. An older file of that name is replaced; after a failure it is unchanged.
Result<void> write_durably(const std::filesystem::path& file, std::string_view bytes,
                           FileMode mode = FileMode::readable_by_all);

// The same for many files of one folder: their names are durable only after sync_folder.
Result<void> write_for_sync(const std::filesystem::path& file, std::string_view bytes,
                            FileMode mode = FileMode::readable_by_all);
Result<void> sync_folder(const std::filesystem::path& folder);

// A missing file, one that is not a plain file, and one of more than `limit` bytes are Errors.
Result<std::string> read_bounded(const std::filesystem::path& file, std::uint64_t limit);

}  // namespace treffpunkt
