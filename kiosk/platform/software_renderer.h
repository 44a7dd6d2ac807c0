#pragma once
// Draws on the processor, into memory: for pictures without a display, and for displays without a graphics card. The UI
// thread.

#include <SDL.h>

#include <map>

#include "kiosk/platform/raster.h"
#include "kiosk/platform/renderer.h"
#include "kiosk/platform/sdl_pointers.h"

namespace treffpunkt::platform {

class SoftwareRenderer : public Renderer {
 public:
  // `shown_by`: brings the canvas to a window, stays the caller's; nullptr: it stays in memory.
  explicit SoftwareRenderer(SDL_Renderer* shown_by) : shown_by_(shown_by) {}

  std::uintptr_t create_texture(int width, int height, bool nearest) override;
  void update_texture(std::uintptr_t texture, int top, int bottom, const std::uint32_t* pixels) override;
  void destroy_texture(std::uintptr_t texture) override;
  void present(const ImDrawData& data, std::uint32_t clear_colour, const Viewport& viewport) override;
  Result<std::vector<std::uint32_t>> read_canvas() override;
  void device_lost() override;

 private:
  void draw(const ImDrawData& data);
  void show(const Viewport& viewport);
  bool show_directly(const Viewport& viewport);

  SDL_Renderer* shown_by_;
  TexturePointer shown_;  // the canvas as SDL has it
  Image canvas_;
  std::map<std::uintptr_t, Image> textures_;
  std::uintptr_t last_texture_ = 0;
};

}  // namespace treffpunkt::platform
