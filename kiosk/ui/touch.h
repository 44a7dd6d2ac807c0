#pragma once
// From fingers to actions: what is pressed, what fires, what scrolls. Fires on release inside the target; sliding off
// or starting to scroll cancels; only the first finger counts. Time and fingers come in, an action comes out. One thread.

#include <cstdint>
#include <optional>

#include "kiosk/ui/scene.h"
#include "kiosk/ui/scroll.h"

namespace treffpunkt::ui {

struct Finger {
  enum class Phase { down, move, up, cancelled } phase = Phase::down;
  std::int64_t id = 0;
  float x = 0, y = 0;     // canvas pixels
  double seconds = 0;     // any steady clock
};

class Touch {
 public:
  // `slop`: how far a finger may wander before a press becomes a scroll, in pixels.
  explicit Touch(float slop) : slop_(slop) {}

  // The action of the target that was let go, if any. `scroll` belongs to scene.scrolling().
  std::optional<Action> handle(const Finger& finger, const Scene& scene, Scroll& scroll);

  // The scene was replaced: nothing is pressed any more, the finger that is down does nothing until it is lifted.
  void forget();

  // What to draw as pressed.
  struct Pressed {
    std::size_t layer = 0, target = 0;
    bool operator==(const Pressed&) const = default;
  };
  std::optional<Pressed> pressed() const { return inside_ ? pressed_ : std::nullopt; }
  bool finger_is_down() const { return finger_.has_value(); }

 private:
  std::optional<Pressed> find(float x, float y, const Scene& scene, const Scroll& scroll) const;
  static bool hits(const Pressed& pressed, float x, float y, const Scene& scene, const Scroll& scroll);
  void press(const Finger& finger, const Scene& scene, Scroll& scroll);
  void move(const Finger& finger, const Scene& scene, Scroll& scroll);

  float slop_;
  std::optional<std::int64_t> finger_;
  std::optional<Pressed> pressed_;
  bool inside_ = false;
  bool scrolling_ = false;
  bool stopped_motion_ = false;  // the touch that stops a moving list is not a tap
  float down_y_ = 0, last_y_ = 0;
  double last_seconds_ = 0;
};

}  // namespace treffpunkt::ui
