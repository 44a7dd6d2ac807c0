#pragma once
// What is laid over a screen while it is read aloud or a film is shown: the buttons of the voice above the bar, the warning
// that others hear it, the film with its buttons. UI thread.

#include <optional>

#include "kiosk/ui/scene.h"

namespace treffpunkt::screens {

struct Frame;

struct Listening {
  enum class State { silent, warning, playing, paused, failed } state = State::silent;
  bool quietest = false, loudest = false;  // the volume is at its end

  bool operator==(const Listening&) const = default;
};

struct Watching {
  enum class State { opening, playing, paused, ended, failed } state = State::opening;
  float aspect = 4.f / 3;  // width over height

  bool operator==(const Watching&) const = default;
};

// The picture that a film's texture is drawn at: its node's object.
inline constexpr const char* kFilmObject = "film";

// Above the bar, whose upper edge is at `bottom`.
void append_listening(ui::Scene& scene, const Frame& frame, float bottom);
// Takes every touch until it is closed.
void append_watching(ui::Scene& scene, const Frame& frame);

}  // namespace treffpunkt::screens
