#pragma once
// QR codes to take home: on a card where there is room for one that a phone reads from its place, else small on a card that
// opens it over the whole panel. How large it must be: ui/qr.h. UI thread.

#include <string_view>

#include "kiosk/screens/page.h"
#include "kiosk/ui/scene.h"

namespace treffpunkt::screens {

struct Frame;

// The code with a title and what to do with it.
void qr_card(Page& page, std::string_view data, std::string_view title, std::string_view explanation);

// The scene's code of that number, counted from 0, as large as the panel allows. Takes every touch until it is closed.
void append_code(ui::Scene& scene, const Frame& frame, int number);

}  // namespace treffpunkt::screens
