#pragma once
// What the visitor is doing, as far as a screen shows it. A value; UI thread.

#include <optional>
#include <string>

#include "kiosk/ui/keyboard.h"

namespace treffpunkt::screens {

struct Visitor {
  std::string typed;  // in this screen's field
  ui::KeyboardState keyboard;
  bool writing = false;      // the keyboard is there
  bool has_bar = true;       // it has not made room for the keyboard
  std::string answered;      // the survey that they have answered; empty: none
  std::optional<bool> kept;  // whether that answer could be stored; nullopt: not known yet
};

}  // namespace treffpunkt::screens
