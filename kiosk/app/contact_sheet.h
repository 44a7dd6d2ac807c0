#pragma once
// Many pictures on one, side by side and smaller. A value; any thread.

#include <vector>

#include "kiosk/platform/picture.h"

namespace treffpunkt::app {

platform::Pixels contact_sheet(const std::vector<platform::Pixels>& pictures, int columns, int width_of_one);

}  // namespace treffpunkt::app
