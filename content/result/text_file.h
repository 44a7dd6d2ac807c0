#pragma once
// A small file as one text: configuration, words, sources. Not for content or media, which are large and verified. Any
// thread.

#include <cstddef>
#include <filesystem>
#include <string>

#include "content/result/error.h"

namespace treffpunkt {

// The bytes as they are. A file that is missing, no regular file, unreadable or larger than `maximum_bytes` is an Error
// that names it.
Result<std::string> read_text_file(const std::filesystem::path& file, std::size_t maximum_bytes);

}  // namespace treffpunkt
