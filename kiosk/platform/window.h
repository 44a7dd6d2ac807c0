#pragma once
// The window: SDL2 video and renderer, rotation of picture and touch, textures, waiting for input without polling.
// The UI thread only. The canvas is what the visitor sees: its width and height are after rotation.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content/result/error.h"

struct ImDrawData;

namespace treffpunkt::platform {

struct WindowOptions {
  int width = 1080, height = 1920;  // of the canvas (after rotation); ignored when fullscreen
  int rotation = 0;                 // degrees clockwise by which the picture is turned on the panel: 0, 90, 180, 270
  bool fullscreen = false;
  bool offscreen = false;           // no display needed: SDL's dummy driver and the software renderer
};

// What happened. Coordinates are canvas pixels.
struct InputEvent {
  enum class Kind { finger_down, finger_move, finger_up, finger_cancelled, wheel, text, key, resized, device_reset, wake, quit };
  Kind kind = Kind::wake;
  std::int64_t finger = 0;       // mouse button 1 is finger -1
  float x = 0, y = 0;
  float wheel = 0;               // notches, up positive
  std::string text;              // text: UTF-8; key: SDL's key name ("Escape", "F5")
  std::uint64_t time_ns = 0;     // CLOCK_MONOTONIC when it was received
};

class Window {
 public:
  static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  ~Window();

  int width() const;   // canvas pixels
  int height() const;
  bool software() const;

  // Sleeps until input, wake(), or `deadline_ns` (CLOCK_MONOTONIC; nullopt: no deadline) and returns what came, in
  // order. Never polls: waits on the display connection or the input devices themselves and on an eventfd.
  std::vector<InputEvent> wait(std::optional<std::uint64_t> deadline_ns);
  // From any thread: ends a wait().
  void wake();

  // Textures are straight-alpha RGBA, linear or nearest. 0 is never a texture.
  std::uintptr_t create_texture(int width, int height, bool nearest);
  void update_texture(std::uintptr_t texture, int top, int bottom, const std::uint32_t* pixels);  // whole rows; pixels at row `top`
  void destroy_texture(std::uintptr_t texture);

  // Draws and shows one frame; returns after RenderPresent.
  void present(const ImDrawData& data, std::uint32_t clear_colour);

  // The canvas as last presented, straight from the renderer: width() * height() RGBA, upright (rotation undone when `upright`).
  Result<std::vector<std::uint32_t>> read_pixels(bool upright);

  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

 private:
  struct Impl;
  explicit Window(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

std::uint64_t now_ns();  // CLOCK_MONOTONIC

}  // namespace treffpunkt::platform
