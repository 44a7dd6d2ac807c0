#pragma once
// usb.json: what kiosk-sync says became of a stick that was plugged in (docs/architecture.md). Pure, but for the file.

#include <filesystem>
#include <string>

namespace treffpunkt::app {

struct StickNews {
  std::string result;      // "activated", "older", ...; empty: there is nothing to tell
  bool fresh = false;      // written in the last two minutes, by the clock that wrote it

  bool operator==(const StickNews&) const = default;
};

// A file that is not there or cannot be understood tells nothing.
StickNews read_stick_news(const std::filesystem::path& file);

}  // namespace treffpunkt::app
