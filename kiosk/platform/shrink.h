#pragma once
// Making pictures smaller, smoothly: each new pixel is the average of the area it covers. Pure.

#include "kiosk/platform/picture.h"

namespace treffpunkt::platform {

// To `maximum_width`, the height in proportion (at least 1); as it is when it is not wider or `maximum_width` is not
// positive.
Pixels shrunk(Pixels pixels, int maximum_width);

}  // namespace treffpunkt::platform
