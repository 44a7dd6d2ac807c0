#pragma once
// Paints a scene into an ImGui draw list: the only place where nodes become triangles. One thread, the UI's.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "kiosk/text/atlas.h"
#include "kiosk/ui/scene.h"
#include "kiosk/ui/touch.h"

struct ImDrawList;

namespace treffpunkt::ui {

// A picture that is ready to draw. texture 0: not there (yet).
struct Texture {
  std::uintptr_t id = 0;
  int width = 0, height = 0;
};

struct Paint {
  const Theme* theme = nullptr;
  text::Atlas* atlas = nullptr;
  // Asked for every picture in sight; starts loading it if need be.
  std::function<Texture(const std::string& object, int width)> picture;
  std::optional<Touch::Pressed> pressed;
  float scroll_offset = 0;
  // Layers of this part stand so far from their place, in pixels.
  Layer::Part moved = Layer::Part::screen;
  float dx = 0, dy = 0;
};

void paint(ImDrawList& list, const Scene& scene, const Paint& paint);

}  // namespace treffpunkt::ui
