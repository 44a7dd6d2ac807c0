#pragma once
// Puts a small file of the kiosk's own into the state directory: written beside its place, flushed, renamed. After a power
// cut there is the old one or the new one. Not for the UI thread.

#include <filesystem>
#include <string_view>

#include "content/result/error.h"

namespace treffpunkt::app {

Result<void> keep_file(const std::filesystem::path& file, std::string_view text);

}  // namespace treffpunkt::app
