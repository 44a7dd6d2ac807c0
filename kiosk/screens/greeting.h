#pragma once
// The head of the start screen: what time it is, that whoever comes is welcome, and where this is. UI thread.

#include "kiosk/screens/page.h"

namespace treffpunkt::screens {

// From edge to edge, at the cursor.
void greeting(Page& page);

}  // namespace treffpunkt::screens
