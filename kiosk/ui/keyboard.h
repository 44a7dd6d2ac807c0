#pragma once
// The on-screen keyboard: which keys lie where, on this panel and in this state. One finger works it: shift holds for
// one letter, no key has to be held, every letter is at least 12 mm wide. Nothing here is drawn; screens/typing.h does
// that. Values; any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/metrics.h"
#include "kiosk/ui/scene.h"

namespace treffpunkt::ui {

struct KeyboardState {
  bool shift = false;          // for the next letter
  bool signs = false;          // digits and signs instead of letters
  bool other = false;          // German instead of the visitor's language
  std::optional<bool> hidden;  // put away or called by the visitor; nullopt: as the screen begins

  bool operator==(const KeyboardState&) const = default;
};

struct Key {
  enum class Kind { letter, shift, erase, space, signs, other, done } kind = Kind::letter;
  Rect rect;            // within the keyboard
  std::string label;    // of letters, signs and other; the rest is drawn or worded
  Action action;        // "key" with "type a", "erase", "shift", "signs", "other" or "hide"
  bool active = false;  // shift that holds
};

struct Keyboard {
  std::vector<Key> keys;
  float height = 0;
};

// Across the whole width of the panel. `language`: the visitor's.
Keyboard arrange_keyboard(const Metrics& metrics, std::string_view language, const KeyboardState& state);

}  // namespace treffpunkt::ui
