#pragma once
// content.ndjson compressed by zstd, alone or with an older one as prefix (zstd's --patch-from). The prefix API needs
// an explicit window that covers the old file, with long-distance matching; above 2^27 bytes there is no patch.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "content/result/error.h"

namespace treffpunkt::tuf {

inline constexpr std::uint64_t kLargestPatchBase = std::uint64_t{1} << 27;
// A kiosk has the old and the new content in memory at once: more than this it does not unpack.
inline constexpr std::uint64_t kLargestContent = std::uint64_t{1} << 28;

std::string compress(std::string_view content);
// nullopt: `from` is too large for a patch.
std::optional<std::string> make_patch(std::string_view from, std::string_view to);

// `expected_length` bounds the output; more or less than that, or a broken frame, is an Error.
Result<std::string> decompress(std::string_view compressed, std::uint64_t expected_length);
Result<std::string> apply_patch(std::string_view from, std::string_view patch, std::uint64_t expected_length);

}  // namespace treffpunkt::tuf
