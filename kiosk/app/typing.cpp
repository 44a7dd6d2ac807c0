#include "kiosk/app/typing.h"

#include "content/language/editing.h"

namespace treffpunkt::app {

std::string press_key(ui::KeyboardState& keyboard, std::string_view text, std::string_view key, std::size_t longest) {
  constexpr std::string_view kType = "type ";
  if (key.starts_with(kType)) {
    keyboard.shift = false;
    return with_typed(text, key.substr(kType.size()), longest);
  }
  if (key == "erase") return without_last(text);
  if (key == "clear") return {};
  if (key == "shift") keyboard.shift = !keyboard.shift;
  if (key == "signs") keyboard.signs = !keyboard.signs;
  if (key == "other") keyboard = {false, false, !keyboard.other, keyboard.hidden};
  if (key == "hide" || key == "show") keyboard.hidden = key == "hide";
  return std::string(text);
}

}  // namespace treffpunkt::app
