#include "kiosk/platform/display_connection.h"

#include <SDL_syswm.h>
#include <X11/Xlib.h>
#include <wayland-client-core.h>

namespace treffpunkt::platform {

DisplayConnection::DisplayConnection(SDL_Window* window) {
  SDL_SysWMinfo info;
  SDL_VERSION(&info.version);
  if (!SDL_GetWindowWMInfo(window, &info)) return;
#ifdef SDL_VIDEO_DRIVER_X11
  if (info.subsystem == SDL_SYSWM_X11) {
    x_display_ = info.info.x11.display;
    descriptor_ = ConnectionNumber(info.info.x11.display);
  }
#endif
#ifdef SDL_VIDEO_DRIVER_WAYLAND
  if (info.subsystem == SDL_SYSWM_WAYLAND) {
    wayland_display_ = info.info.wl.display;
    descriptor_ = wl_display_get_fd(info.info.wl.display);
  }
#endif
}

bool DisplayConnection::has_queued() const {
  if (x_display_ != nullptr) return XPending(static_cast<Display*>(x_display_)) > 0;
  if (wayland_display_ != nullptr) wl_display_flush(static_cast<wl_display*>(wayland_display_));
  return false;
}

}  // namespace treffpunkt::platform
