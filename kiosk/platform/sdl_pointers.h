#pragma once
// Owners of what SDL and the kernel hand out. Inside kiosk/platform only.

#include <SDL.h>
#include <unistd.h>

#include <memory>
#include <utility>

namespace treffpunkt::platform {

template <auto Release>
struct ReleaseWith {
  template <typename T>
  void operator()(T* handle) const {
    Release(handle);
  }
};

using SurfacePointer = std::unique_ptr<SDL_Surface, ReleaseWith<SDL_FreeSurface>>;
using WindowPointer = std::unique_ptr<SDL_Window, ReleaseWith<SDL_DestroyWindow>>;
using RendererPointer = std::unique_ptr<SDL_Renderer, ReleaseWith<SDL_DestroyRenderer>>;
using TexturePointer = std::unique_ptr<SDL_Texture, ReleaseWith<SDL_DestroyTexture>>;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  int get() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

}  // namespace treffpunkt::platform
