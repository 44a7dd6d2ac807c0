#pragma once
// Pictures of screens, by the same path as on the panel: one screen to a file, all screens to a folder. UI thread.

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/app/app.h"

namespace treffpunkt::app {

// Waits for the loader and lets motion end, so that the picture is complete. Driven clocks are moved on while it waits.
// `frame`: seconds a frame of motion takes then.
void settle(App& app, platform::Window& window, Clock& clock, double frame = 1.0 / 60);

Result<void> screenshot(App& app, platform::Window& window, Clock& clock, const std::filesystem::path& file);

// These screens in every language, `folder`/<language>/<nn>-<screen>.png, and `folder`/<language>.png with all of them.
Result<void> render_all(App& app, platform::Window& window, Clock& clock, const std::vector<std::string>& routes,
                        const std::vector<std::string>& languages, const std::filesystem::path& folder);

}  // namespace treffpunkt::app
