#pragma once
// Draws with SDL's accelerated renderer (OpenGL on the Pi). Our own backend for Dear ImGui, because Debian 12 ships
// none and Debian 13's has another name. The UI thread.

#include <SDL.h>
#include <imgui.h>

#include <set>

#include "kiosk/platform/renderer.h"
#include "kiosk/platform/sdl_pointers.h"

namespace treffpunkt::platform {

class SdlRenderer : public Renderer {
 public:
  // `renderer` stays the caller's. `readable`: every frame is drawn into a texture first, or read_canvas() fails.
  SdlRenderer(SDL_Renderer* renderer, bool readable) : renderer_(renderer), readable_(readable) {}
  ~SdlRenderer() override;
  SdlRenderer(const SdlRenderer&) = delete;
  SdlRenderer& operator=(const SdlRenderer&) = delete;

  std::uintptr_t create_texture(int width, int height, bool nearest) override;
  void update_texture(std::uintptr_t texture, int top, int bottom, const std::uint32_t* pixels) override;
  void destroy_texture(std::uintptr_t texture) override;
  void present(const ImDrawData& data, std::uint32_t clear_colour, const Viewport& viewport) override;
  Result<std::vector<std::uint32_t>> read_canvas() override;
  void device_lost() override;

 private:
  bool ensure_canvas(const Viewport& viewport);
  void draw(const ImDrawData& data, const Viewport* turned);
  void draw_command(const ImDrawList& list, const ImDrawCmd& command, const Viewport* turned);

  SDL_Renderer* renderer_;
  bool readable_;
  std::set<SDL_Texture*> textures_;
  TexturePointer canvas_;          // where the frame is drawn when it cannot go to the panel directly
  std::vector<ImVec2> positions_;  // turned onto the panel, of the list being drawn
};

}  // namespace treffpunkt::platform
