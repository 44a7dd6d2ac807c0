#pragma once
// Plays a script on the app: taps, swipes, waits, pictures, expectations. docs/architecture.md lists the commands. The clock
// is driven, so a script takes no longer than its frames and gives the same result every time. UI thread.

#include <filesystem>
#include <string_view>

#include "kiosk/app/app.h"

namespace treffpunkt::app {

// What a script may know of its surroundings.
struct Stagehand {
  std::filesystem::path folder;     // where relative files of screenshot and dump go
  std::vector<std::string> routes;  // where `tour` goes
};

// The first command that fails ends it: "book.play:7: expect \"Sprachcafé\": not on the screen".
Result<void> play(App& app, platform::Window& window, Clock& clock, std::string_view script, std::string_view name,
                  const Stagehand& stagehand);

}  // namespace treffpunkt::app
