#pragma once
// Every glyph that has been drawn, once, in pages of 1024 x 1024 pixels. One thread, the engine's.
//
// Nothing is evicted in the middle of a frame: pages are added, and begin_frame() starts again from nothing when there
// are more than `maximum_pages`. The atlas owns pixels, not textures: after emit() the window uploads what is dirty.

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "kiosk/text/engine.h"

struct ImDrawList;

namespace treffpunkt::text {

struct AtlasPage {
  std::vector<std::uint32_t> pixels;    // kPageSize * kPageSize, straight alpha RGBA
  int dirty_top = 0, dirty_bottom = 0;  // rows to upload, [top, bottom); equal: clean
  std::uintptr_t texture = 0;           // the window's texture for it, 0: none yet; what ImGui gets as ImTextureID
};

class Atlas {
 public:
  static constexpr int kPageSize = 1024;

  // `new_page` makes a texture of kPageSize and returns its id; called in emit().
  Atlas(Engine& engine, std::function<std::uintptr_t()> new_page, int maximum_pages = 6);
  ~Atlas();

  void begin_frame();  // true frames only, not passes
  // Draws `layout` with its corner at (x, y), rounded to whole pixels. inks[0] is the paragraph's colour (ImU32);
  // glyphs with an ink beyond the end take inks[0]. Marks are drawn by `mark`. Nothing outside the draw list's clip
  // rectangle is rasterised.
  void emit(ImDrawList& list, const Layout& layout, float x, float y, const std::vector<std::uint32_t>& inks,
            std::uint32_t mark = 0);

  std::vector<AtlasPage>& pages();
  void device_lost();  // textures are gone: all pages are dirty, textures 0 (made again by new_page)

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace treffpunkt::text
