#pragma once
// Bringing a finished canvas onto the panel with SDL: turned, scaled into the middle, black around it. The UI thread.

#include <SDL.h>

#include "kiosk/platform/viewport.h"

namespace treffpunkt::platform {

// Draws onto the renderer's window; does not present.
void show_on_panel(SDL_Renderer* renderer, SDL_Texture* canvas, const Viewport& viewport);

}  // namespace treffpunkt::platform
