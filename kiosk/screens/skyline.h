#pragma once
// Harburg's harbour as a quiet silhouette: the head of the home screen and the foot of the attract screen.

#include "kiosk/ui/pen.h"

namespace treffpunkt::screens {

// Houses and cranes standing on the lower edge of `rect`, a wave of water before them. Colours of the theme's header.
void skyline(ui::Pen& pen, const ui::Rect& rect);

}  // namespace treffpunkt::screens
