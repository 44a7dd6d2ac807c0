#pragma once
// Dear ImGui's draw data through SDL's renderer: our own backend, because Debian 12 ships none and Debian 13's has
// another name. Compiles with both. The UI thread.

#include <SDL.h>
#include <imgui.h>

#include <vector>

#include "kiosk/platform/viewport.h"

namespace treffpunkt::platform {

class DrawDataRenderer {
 public:
  // What fills shapes, and where in it is white. Filled shapes are drawn without it: the software renderer is faster
  // and exact then.
  void set_font_texture(SDL_Texture* texture, ImVec2 white);

  // Draws onto the renderer's current target. `turned`: nullptr when the canvas is drawn upright, otherwise vertices
  // and clip rectangles are turned onto the panel.
  void draw(SDL_Renderer* renderer, const ImDrawData& data, const Viewport* turned);

 private:
  void draw_command(SDL_Renderer* renderer, const ImDrawList& list, const ImDrawCmd& command, const Viewport* turned);
  SDL_Texture* texture_for(const ImDrawList& list, const ImDrawCmd& command) const;

  SDL_Texture* font_texture_ = nullptr;
  ImVec2 white_;
  std::vector<ImVec2> positions_;  // turned, of the list being drawn
};

}  // namespace treffpunkt::platform
