#pragma once
// Panels laid over the screen: "are you still there?", the bar's "more". They take every touch until they are answered.
// UI thread.

#include <functional>

#include "kiosk/screens/frame.h"

namespace treffpunkt::screens {

// The dimmed screen, and on it a card in reach of a low hand; `write` fills it and moves the page's cursor. It is called
// twice: once to measure.
void append_question(ui::Scene& scene, const Frame& frame, const std::function<void(Page&)>& write);

void append_still_there(ui::Scene& scene, const Frame& frame);
void append_more(ui::Scene& scene, const Frame& frame);

}  // namespace treffpunkt::screens
