#pragma once
// Runs the app in its window until it is told to end. Sleeps whenever nothing moves. UI thread.

#include "kiosk/app/app.h"
#include "kiosk/app/guard.h"

namespace treffpunkt::app {

// `seconds`: end by itself after that long (0: never); what is left after the first five counts as idle in `statistics`.
void run(App& app, platform::Window& window, const Clock& clock, Statistics& statistics, Guard& guard, double seconds);

}  // namespace treffpunkt::app
