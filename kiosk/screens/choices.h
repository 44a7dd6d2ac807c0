#pragma once
// Words on rounded buttons, of which some are chosen: filters, groups. UI thread.

#include <string>
#include <vector>

#include "kiosk/screens/page.h"

namespace treffpunkt::screens {

struct Choice {
  std::string icon;  // may be empty; a chosen one shows a check mark instead
  std::string label;
  ui::Action action;
  bool chosen = false;
};

// On an upright panel a choice that is all there is on a screen lies where a seated person reaches it: below the upper `share`.
void begin_within_reach(Page& page, float share = 0.28f);

// Side by side from the cursor on, in as many rows as they need; a label that is wider than the page takes more lines.
void choice_row(Page& page, const std::vector<Choice>& choices);

}  // namespace treffpunkt::screens
