#pragma once
// touch.json in the state directory: the calibration of this kiosk's touch panel. Written by the kiosk alone. Reads and
// writes disk: not on the UI thread once it runs.

#include <filesystem>
#include <optional>

#include "kiosk/platform/calibration.h"

namespace treffpunkt::app {

// nullopt: there is none. An Error: it cannot be used; the panel is then taken as it is.
Result<std::optional<platform::Calibration>> read_calibration(const std::filesystem::path& file);
// Whole or not at all.
Result<void> write_calibration(const std::filesystem::path& file, const platform::Calibration& calibration);

}  // namespace treffpunkt::app
