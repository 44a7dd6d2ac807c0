#pragma once
// What draws a frame: SDL's accelerated renderer (sdl_renderer.h) or our own on the processor (software_renderer.h).
// The UI thread.

#include <cstdint>
#include <vector>

#include "content/result/error.h"
#include "kiosk/platform/viewport.h"

struct ImDrawData;

namespace treffpunkt::platform {

class Renderer {
 public:
  virtual ~Renderer() = default;

  // See Window. update: whole rows; a texture that is none, or rows outside of it, are left alone.
  virtual std::uintptr_t create_texture(int width, int height, bool nearest) = 0;
  virtual void update_texture(std::uintptr_t texture, int top, int bottom, const std::uint32_t* pixels) = 0;
  virtual void destroy_texture(std::uintptr_t texture) = 0;

  virtual void present(const ImDrawData& data, std::uint32_t clear_colour, const Viewport& viewport) = 0;
  // The upright canvas as last presented.
  virtual Result<std::vector<std::uint32_t>> read_canvas() = 0;
  virtual void device_lost() = 0;
};

}  // namespace treffpunkt::platform
