#pragma once
// The letters of one language's keyboard, as people know them from the desk and the phone: data. Any thread.

#include <array>
#include <string_view>

namespace treffpunkt::ui {

struct KeyboardLayout {
  std::string_view language;                      // "de"; Easy German has German's, Dari Persian's
  std::string_view sign;                          // on the key that leads here from another layout
  std::string_view letters_sign;                  // on the key that leads back here from digits and signs
  std::array<std::string_view, 3> rows, shifted;  // from left to right, also in right-to-left scripts
  std::string_view more, more_shifted;  // letters that have a row of their own above the others where there is room
  std::string_view rare;  // those that the language hardly needs: with the signs where keys would be too narrow
  std::string_view digits = "1234567890";
  std::string_view marks = ".,-?!:/@&+()'\"";
};

// That of the language, or German's.
const KeyboardLayout& keyboard_layout(std::string_view language);

}  // namespace treffpunkt::ui
