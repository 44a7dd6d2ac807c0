#pragma once
// Files that survive a power cut: either the old bytes or the new ones, never half. Any thread; one writer a path.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "content/result/error.h"

namespace treffpunkt {

// An Error also when there is no such file, or when it is longer than maximum_bytes.
Result<std::string> read_file(const std::filesystem::path& file, std::uint64_t maximum_bytes);

// Writes beside the file, flushes, renames over it and flushes the folder. After a failure the old file is untouched.
Result<void> write_durably(const std::filesystem::path& file, std::string_view bytes);

// Returns when everything written to the file or folder is on the card.
Result<void> flush(const std::filesystem::path& path);

}  // namespace treffpunkt
