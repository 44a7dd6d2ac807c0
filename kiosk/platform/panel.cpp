#include "kiosk/platform/panel.h"

namespace treffpunkt::platform {

void show_on_panel(SDL_Renderer* renderer, SDL_Texture* canvas, const Viewport& viewport) {
  SDL_SetRenderTarget(renderer, nullptr);
  if (!viewport.fits_exactly()) {
    SDL_SetRenderDrawColor(renderer, 0, 0, 0, 255);
    SDL_RenderClear(renderer);
  }
  SDL_SetTextureScaleMode(canvas, viewport.fits_exactly() ? SDL_ScaleModeNearest : SDL_ScaleModeLinear);
  const float width = static_cast<float>(viewport.canvas_width) * viewport.scale();
  const float height = static_cast<float>(viewport.canvas_height) * viewport.scale();
  const SDL_FRect place{(static_cast<float>(viewport.panel_width) - width) / 2,
                        (static_cast<float>(viewport.panel_height) - height) / 2, width, height};
  // Without a graphics card SDL takes two more copies of the picture to turn it, also by nothing.
  if (viewport.rotation == 0) {
    SDL_RenderCopyF(renderer, canvas, nullptr, &place);
    return;
  }
  SDL_RenderCopyExF(renderer, canvas, nullptr, &place, viewport.rotation, nullptr, SDL_FLIP_NONE);
}

}  // namespace treffpunkt::platform
