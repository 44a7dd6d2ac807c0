#pragma once
// SDL's events into ours. A finger's events are always whole (down, moves, then up or cancelled), whatever SDL sends.
// The UI thread.

#include <SDL.h>

#include <cstdint>
#include <map>
#include <vector>

#include "kiosk/platform/calibration.h"
#include "kiosk/platform/viewport.h"
#include "kiosk/platform/window.h"

namespace treffpunkt::platform {

class InputReader {
 public:
  static constexpr std::int64_t kMouse = -1;

  // Fingers are set right by it from their next touch on; the mouse needs none.
  void calibrate(const Calibration& calibration) { calibration_ = calibration; }
  const Calibration& calibration() const { return calibration_; }

  // Appends what `event` means to `events`: usually one, sometimes none, several when fingers are cancelled. Moves of
  // one finger that follow one another become one, with the time of the first and the place of the last.
  void read(const SDL_Event& event, const Viewport& viewport, std::uint64_t time_ns, std::vector<InputEvent>& events);

 private:
  void finger(InputEvent::Kind kind, std::int64_t finger, Point panel, const Viewport& viewport, std::uint64_t time_ns,
              std::vector<InputEvent>& events);
  void mouse(const SDL_Event& event, const Viewport& viewport, std::uint64_t time_ns, std::vector<InputEvent>& events);
  void window(const SDL_WindowEvent& event, std::uint64_t time_ns, std::vector<InputEvent>& events);
  void cancel_all(std::uint64_t time_ns, std::vector<InputEvent>& events);

  Point on_panel(const SDL_TouchFingerEvent& finger, const Viewport& viewport) const;

  Calibration calibration_;
  std::map<std::int64_t, Point> down_;  // fingers on the glass, and where (canvas)
};

}  // namespace treffpunkt::platform
