#include "kiosk/platform/devices.h"

#include <fcntl.h>

#include <fstream>
#include <string>

#include "kiosk/platform/sdl_pointers.h"

namespace treffpunkt::platform {
namespace {

namespace fs = std::filesystem;

std::string line_in(const fs::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

}  // namespace

InputDevices input_devices(const fs::path& folder) {
  InputDevices devices;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (!entry->path().filename().string().starts_with("event")) continue;
    ++devices.found;
    const Descriptor device(::open(entry->path().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (!device) ++devices.unreadable;
  }
  return devices;
}

bool screen_is_lit(const fs::path& folder) {
  bool known = false;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const auto status = line_in(entry->path() / "status");
    if (status.empty()) continue;  // the card itself, not a connector
    known = true;
    // A driver that cannot tell says "unknown".
    if (status != "disconnected" && line_in(entry->path() / "dpms") != "Off") return true;
  }
  return !known;
}

}  // namespace treffpunkt::platform
