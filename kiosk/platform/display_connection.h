#pragma once
// What to wait for so that SDL's next pump has something: the connection to the display server. One thread, the
// window's.

#include <SDL.h>

namespace treffpunkt::platform {

class DisplayConnection {
 public:
  // Of SDL's window; without a server (KMSDRM) there is none, descriptor() is -1.
  explicit DisplayConnection(SDL_Window* window);

  int descriptor() const { return descriptor_; }
  // Something was read from the connection already and waits in the library: sleeping now would oversleep it. Also
  // sends what is still to be sent.
  bool has_queued() const;

 private:
  int descriptor_ = -1;
  void* x_display_ = nullptr;
  void* wayland_display_ = nullptr;
};

}  // namespace treffpunkt::platform
