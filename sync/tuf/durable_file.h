#pragma once
// Files that survive a power cut: either the old bytes or the new ones, never half; and reading with a limit. Both the
// kiosk's and the staff's side. Any thread; one writer a path.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "content/result/error.h"

namespace treffpunkt {

enum class FileMode { readable_by_all, only_owner };

// A missing file, one that is not a plain file, and one of more than `limit` bytes are Errors.
Result<std::string> read_bounded(const std::filesystem::path& file, std::uint64_t limit);

// With those above it. A new folder is durable once the one above it is.
Result<void> make_folder_durably(const std::filesystem::path& folder);

// Writes beside the file, flushes, renames over it and flushes the folder; makes the folders above it as needed. After
// a failure the old file is untouched.
Result<void> write_durably(const std::filesystem::path& file, std::string_view bytes,
                           FileMode mode = FileMode::readable_by_all);

// The same for many files of one folder: their names are durable only after flush(folder).
Result<void> write_for_flush(const std::filesystem::path& file, std::string_view bytes,
                             FileMode mode = FileMode::readable_by_all);

// For what another run can make again: neither beside the file nor flushed.
Result<void> write_quickly(const std::filesystem::path& file, std::string_view bytes);

// Returns when everything written to the file or folder is on the card.
Result<void> flush(const std::filesystem::path& path);

}  // namespace treffpunkt
