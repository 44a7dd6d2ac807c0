#include "kiosk/platform/graphics_card.h"

#include <string>

namespace treffpunkt::platform {

namespace fs = std::filesystem;

bool has_graphics_card(const fs::path& devices) {
  std::error_code ignored;
  // A display controller alone (card0) draws nothing; render nodes do.
  for (const auto& node : fs::directory_iterator(devices / "dri", ignored)) {
    if (node.path().filename().string().starts_with("renderD")) return true;
  }
  return fs::exists(devices / "nvidiactl", ignored);
}

}  // namespace treffpunkt::platform
