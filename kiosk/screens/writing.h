#pragma once
// The field that a visitor writes in and the keyboard below it. UI thread.

#include <string_view>

#include "kiosk/screens/frame.h"
#include "kiosk/screens/page.h"

namespace treffpunkt::screens {

// At the page's cursor: what was typed, with a caret while the keyboard is there, or `hint` while there is nothing.
// Where the bar has made room for the keyboard, the way home stands beside it. `note`: at its end, may be empty.
void text_field(Page& page, std::string_view icon, std::string_view hint, int lines = 1, std::string_view note = "");

// With its top edge at y. Letters keep their places also where the rest of the screen is mirrored.
ui::Layer keyboard_layer(const Frame& frame, const Field& field, float y);

}  // namespace treffpunkt::screens
