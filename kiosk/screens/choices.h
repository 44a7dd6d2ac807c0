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

// Side by side from the cursor on, in as many rows as they need; a label that is wider than the page takes more lines.
void choice_row(Page& page, const std::vector<Choice>& choices);

}  // namespace treffpunkt::screens
