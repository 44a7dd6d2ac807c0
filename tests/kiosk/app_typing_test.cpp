#include "kiosk/app/typing.h"

#include <doctest/doctest.h>

using namespace treffpunkt;

namespace {

std::string typed(std::initializer_list<std::string_view> keys, ui::KeyboardState& keyboard, std::size_t longest = 60) {
  std::string text;
  for (const auto key : keys) text = app::press_key(keyboard, text, key, longest);
  return text;
}

}  // namespace

TEST_CASE("letters, spaces and erasing make the text") {
  ui::KeyboardState keyboard;
  CHECK(typed({"type d", "type ü", "type  ", "type x", "erase", "erase", "erase"}, keyboard) == "d");
  CHECK(typed({"erase"}, keyboard).empty());
  CHECK(typed({"type a", "clear"}, keyboard).empty());
  CHECK(typed({"type a", "type b", "type c"}, keyboard, 2) == "ab");
  CHECK(typed({"type a", "nonsense", ""}, keyboard) == "a");
}

TEST_CASE("shift holds for one letter, and can be taken back") {
  ui::KeyboardState keyboard;
  typed({"shift"}, keyboard);
  CHECK(keyboard.shift);
  typed({"type A"}, keyboard);
  CHECK_FALSE(keyboard.shift);
  typed({"shift", "shift"}, keyboard);
  CHECK_FALSE(keyboard.shift);
}

TEST_CASE("signs stay until letters are wanted again, another layout begins with its letters") {
  ui::KeyboardState keyboard;
  typed({"signs", "type 1", "type 2"}, keyboard);
  CHECK(keyboard.signs);
  typed({"other"}, keyboard);
  CHECK(keyboard.other);
  CHECK_FALSE(keyboard.signs);
  typed({"other"}, keyboard);
  CHECK_FALSE(keyboard.other);
}

TEST_CASE("the keyboard is put away and called back") {
  ui::KeyboardState keyboard;
  CHECK_FALSE(keyboard.hidden);
  typed({"hide"}, keyboard);
  CHECK(keyboard.hidden == true);
  typed({"show"}, keyboard);
  CHECK(keyboard.hidden == false);
}
