#pragma once
// Which searches find nothing, for who decides what is offered. Pure.

#include <string>

#include "kiosk/screens/screen.h"

namespace treffpunkt::screens {

// What was looked for on a screen that found nothing for it; empty: it did, or is no search.
std::string unmet_search(const Screen& screen);

}  // namespace treffpunkt::screens
