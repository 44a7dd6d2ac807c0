#pragma once
// Large buttons two beside one another, alike in height. UI thread.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/page.h"

namespace treffpunkt::screens {

struct GridButton {
  std::string_view icon;
  std::string label;
  ui::Action action;
  ui::Tone tone;
};

// In two columns from the cursor on, or in one where two would break the words.
void button_grid(Page& page, std::span<const GridButton> buttons);
inline void button_grid(Page& page, const std::vector<GridButton>& buttons) { button_grid(page, std::span(buttons)); }

}  // namespace treffpunkt::screens
