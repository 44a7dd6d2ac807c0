#pragma once
// Random hands on the app, always the same ones for the same seed: taps on targets and beside them, wipes, second fingers,
// taps while the screen is loading, absences. Finds what nobody thought of trying. UI thread.

#include <cstdint>

#include "kiosk/app/app.h"

namespace treffpunkt::app {

// Says how it went on stdout. An Error names the step and the screen: a screen from which no single tap leads home, a screen
// that never came, the way into the service screen, or memory that keeps growing. The clock is driven.
Result<void> monkey(App& app, platform::Window& window, Clock& clock, std::uint64_t taps, std::uint64_t seed);

}  // namespace treffpunkt::app
