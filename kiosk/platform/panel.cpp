#include "kiosk/platform/panel.h"

namespace treffpunkt::platform {

void show_on_panel(SDL_Renderer* renderer, SDL_Texture* canvas, const Viewport& viewport) {
  SDL_SetRenderTarget(renderer, nullptr);
  SDL_SetRenderDrawColor(renderer, 0, 0, 0, 255);
  SDL_RenderClear(renderer);
  SDL_SetTextureScaleMode(canvas, viewport.fits_exactly() ? SDL_ScaleModeNearest : SDL_ScaleModeLinear);
  const float width = static_cast<float>(viewport.canvas_width) * viewport.scale();
  const float height = static_cast<float>(viewport.canvas_height) * viewport.scale();
  const SDL_FRect place{(static_cast<float>(viewport.panel_width) - width) / 2,
                        (static_cast<float>(viewport.panel_height) - height) / 2, width, height};
  SDL_RenderCopyExF(renderer, canvas, nullptr, &place, viewport.rotation, nullptr, SDL_FLIP_NONE);
}

}  // namespace treffpunkt::platform
