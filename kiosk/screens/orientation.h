#pragma once
// What this is, how it is used, for whom it is accessible: the two ways to it on the start screen, in Easy German and in
// sign language (BITV 2.0, section 4). UI thread.

#include "kiosk/screens/page.h"

namespace treffpunkt::screens {

void orientation_buttons(Page& page);

}  // namespace treffpunkt::screens
