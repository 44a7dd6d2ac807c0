#pragma once
// The bar at the bottom, the same on every screen: where to go, and how the screen is to be. UI thread.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/access.h"
#include "kiosk/screens/wording.h"
#include "kiosk/ui/metrics.h"
#include "kiosk/ui/scene.h"

namespace treffpunkt::screens {

struct Frame;
class Page;

struct BarButton {
  std::string_view icon;
  std::string label;
  ui::Action action;
  bool enabled = true;
  bool selected = false;  // switched on: filled and ticked, a touch switches it off
};

// Large text, contrast, reach, motion: each one switches between on and off.
std::vector<BarButton> access_buttons(const Wording& words, const Access& access);

float bar_height(const Frame& frame);
// An upright panel's bar has two rows and keeps this much of its end free for the scroll buttons, in pixels; 0: they stand
// elsewhere.
float bar_end(const ui::Metrics& metrics);
// The same buttons in columns on a page, for the panel behind "more".
void place_switches(Page& page, const std::vector<BarButton>& buttons, std::size_t columns);
ui::Layer bar(const Frame& frame, const ui::Rect& viewport);

}  // namespace treffpunkt::screens
