#pragma once
// What of the machine a watchdog asks about: may the input devices be read, is there a screen that is lit. Reads /dev and
// /sys, so not for the UI thread.

#include <filesystem>

namespace treffpunkt::platform {

struct InputDevices {
  int found = 0;       // event* files
  int unreadable = 0;  // of them those that cannot be opened for reading
};

InputDevices input_devices(const std::filesystem::path& folder = "/dev/input");

// False when every connector of the graphics card is unplugged or switched off. True where there is no such card: then
// somebody else's display shows the window.
bool screen_is_lit(const std::filesystem::path& folder = "/sys/class/drm");

}  // namespace treffpunkt::platform
