#pragma once
// The window: SDL2 video and renderer, rotation of picture and touch, textures, waiting for input without polling.
// The UI thread only, except wake(). On a display SIGTERM and SIGINT become Kind::quit: open it before other threads
// start. The canvas is what the visitor sees: its width and height are after rotation.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content/result/error.h"
#include "kiosk/platform/calibration.h"
#include "kiosk/platform/clock.h"

struct ImDrawData;
struct ImFontAtlas;

namespace treffpunkt::platform {

struct WindowOptions {
  // Of the canvas (after rotation). Fullscreen: the display's instead. A window that does not fit on the desktop is
  // made smaller, and the canvas scaled into it.
  int width = 1080, height = 1920;
  int rotation = 0;  // degrees clockwise by which the picture is turned on the panel: 0, 90, 180, 270
  bool fullscreen = false;
  bool offscreen = false;  // no display needed: the software renderer draws into memory
  bool readable = false;   // read_pixels() works with any renderer (software: always); costs a copy a frame
};

// What happened. Coordinates are canvas pixels. resized: the canvas has another size (fullscreen only; in a window the
// picture is scaled). exposed: the window must be presented again. device_reset: all textures are gone.
struct InputEvent {
  enum class Kind {
    finger_down,
    finger_move,
    finger_up,
    finger_cancelled,
    wheel,
    text,
    key,
    resized,
    device_reset,
    wake,
    quit,
    exposed
  };
  Kind kind = Kind::wake;
  std::int64_t finger = 0;  // mouse button 1 is finger -1
  float x = 0, y = 0;
  float wheel = 0;            // notches, up positive
  std::string text;           // text: UTF-8; key: SDL's key name ("Escape", "F5")
  std::uint64_t time_ns = 0;  // CLOCK_MONOTONIC when it was received
};

class Window {
 public:
  static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  ~Window();

  int width() const;  // canvas pixels
  int height() const;
  bool software() const;
  bool reads_devices() const;  // itself, because there is no display server that does

  // Sleeps until input, wake(), or `deadline_ns` (CLOCK_MONOTONIC; nullopt: no deadline) and returns what came, in
  // order. Never polls: waits on the display connection or the input devices themselves and on an eventfd.
  std::vector<InputEvent> wait(std::optional<std::uint64_t> deadline_ns);
  // From any thread: ends a wait().
  void wake();

  // Sets fingers right; the identity until then.
  void calibrate(const Calibration& calibration);
  const Calibration& calibration() const;
  // Where a place on the canvas lies on the panel as it is mounted, as shares of it.
  Point share_of_panel(Point canvas) const;

  // Textures are straight-alpha RGBA, linear or nearest. 0 is never a texture.
  std::uintptr_t create_texture(int width, int height, bool nearest);
  void update_texture(std::uintptr_t texture, int top, int bottom,
                      const std::uint32_t* pixels);  // whole rows; pixels at row `top`
  void destroy_texture(std::uintptr_t texture);

  // What Dear ImGui fills shapes with: makes its texture and sets it in `atlas`. Once after the ImGui context is made,
  // and after each device_reset. `atlas` must stay until the window is closed or another one is given.
  void upload_font_texture(ImFontAtlas& atlas);

  // Draws and shows one frame; returns after RenderPresent. Textures in `data` must still be there.
  void present(const ImDrawData& data, std::uint32_t clear_colour);

  // The canvas as last presented: width() * height() RGBA. Not `upright`: turned as on the panel, whose rows are
  // height() long when it is turned by 90 or 270 degrees. An Error before the first frame, and when the window is
  // neither software nor readable.
  Result<std::vector<std::uint32_t>> read_pixels(bool upright);

  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

 private:
  struct Impl;
  explicit Window(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace treffpunkt::platform
