#pragma once
// What a key does to a text and to the keyboard itself. Pure; UI thread.

#include <string>
#include <string_view>

#include "kiosk/ui/keyboard.h"

namespace treffpunkt::app {

// `key`: an action's argument (ui/keyboard.h), besides "clear" and "show". Gives the text as it is then, no longer than
// `longest` characters.
std::string press_key(ui::KeyboardState& keyboard, std::string_view text, std::string_view key, std::size_t longest);

}  // namespace treffpunkt::app
