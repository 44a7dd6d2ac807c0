#include "kiosk/platform/paths.h"

#include <system_error>

namespace treffpunkt::platform {

std::filesystem::path share_folder() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return {};
  return program.parent_path().parent_path() / "share" / "treffpunkt";
}

}  // namespace treffpunkt::platform
