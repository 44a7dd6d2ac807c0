#pragma once
// Where what the build or the package put beside the program lies. Any thread.

#include <filesystem>

namespace treffpunkt::platform {

// The folder share/treffpunkt beside the folder of the running program (bin): fonts/, catalogue/. Empty when the
// program cannot find itself (no /proc).
std::filesystem::path share_folder();

}  // namespace treffpunkt::platform
