#include "kiosk/text/atlas.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "kiosk/text/shelves.h"

namespace treffpunkt::text {
namespace {

constexpr std::uint32_t kTransparent = 0x00FFFFFF;
constexpr int kMargin = 1;  // transparent pixels between images

struct GlyphKey {
  std::uint32_t font = 0, glyph = 0, phase = 0;
  bool operator==(const GlyphKey&) const = default;
};

struct GlyphKeyHash {
  std::size_t operator()(const GlyphKey& key) const {
    return ((std::size_t{key.font} << 34) ^ (std::size_t{key.glyph} << 2) ^ key.phase) * 0x9E3779B97F4A7C15ULL;
  }
};

struct Slot {
  int page = -1;  // -1: nothing to draw
  int x = 0, y = 0, width = 0, height = 0;
  int left = 0, top = 0;
  bool colour = false;
};

std::uint32_t ink_of(const std::vector<std::uint32_t>& inks, std::uint8_t ink) {
  if (inks.empty()) return IM_COL32_BLACK;
  return ink < inks.size() ? inks[ink] : inks[0];
}

ImTextureID texture_id(std::uintptr_t texture) { return (ImTextureID)texture; }

}  // namespace

struct Atlas::Impl {
  Engine& engine;
  std::function<std::uintptr_t()> new_page;
  std::size_t maximum_pages;
  std::vector<AtlasPage> pages;
  std::vector<Shelves> shelves;  // one a page in use; pages beyond wait, empty, for later
  std::unordered_map<GlyphKey, Slot, GlyphKeyHash> slots;

  void clear();
  const Slot& slot(const GlyphKey& key);
  std::optional<std::pair<int, Shelves::Place>> find_place(int width, int height);
  void copy(const GlyphImage& image, AtlasPage& page, int x, int y);
  std::uintptr_t texture(int page);
  void draw_glyph(ImDrawList& list, const Glyph& glyph, float x, float y, std::uint32_t ink, int& pushed_page);
  void draw_decorations(ImDrawList& list, const Layout& layout, float x, float y,
                        const std::vector<std::uint32_t>& inks, std::uint32_t mark, bool below);
};

void Atlas::Impl::clear() {
  slots.clear();
  shelves.clear();
  for (AtlasPage& page : pages) {
    std::fill(page.pixels.begin(), page.pixels.end(), kTransparent);
    page.dirty_top = 0;
    page.dirty_bottom = kPageSize;
  }
}

std::optional<std::pair<int, Shelves::Place>> Atlas::Impl::find_place(int width, int height) {
  if (width > kPageSize || height > kPageSize) return std::nullopt;
  for (std::size_t i = 0; i < shelves.size(); ++i) {
    if (const auto place = shelves[i].put(width, height)) return std::pair(static_cast<int>(i), *place);
  }
  shelves.emplace_back(kPageSize);
  if (pages.size() < shelves.size()) {
    pages.push_back({std::vector<std::uint32_t>(std::size_t{kPageSize} * kPageSize, kTransparent), 0, kPageSize, 0});
  }
  return std::pair(static_cast<int>(shelves.size()) - 1, shelves.back().put(width, height).value());
}

void Atlas::Impl::copy(const GlyphImage& image, AtlasPage& page, int x, int y) {
  for (int row = 0; row < image.height; ++row) {
    std::copy_n(image.pixels.begin() + std::ptrdiff_t{row} * image.width, image.width,
                page.pixels.begin() + std::ptrdiff_t{y + row} * kPageSize + x);
  }
  const bool clean = page.dirty_top == page.dirty_bottom;
  page.dirty_top = clean ? y : std::min(page.dirty_top, y);
  page.dirty_bottom = clean ? y + image.height : std::max(page.dirty_bottom, y + image.height);
}

const Slot& Atlas::Impl::slot(const GlyphKey& key) {
  const auto [found, is_new] = slots.try_emplace(key);
  Slot& slot = found->second;
  if (!is_new) return slot;
  const GlyphImage image = engine.rasterise(key.font, key.glyph, static_cast<int>(key.phase));
  if (image.pixels.empty()) return slot;
  const auto place = find_place(image.width + kMargin, image.height + kMargin);
  if (!place) return slot;
  slot = {place->first, place->second.x, place->second.y, image.width,
          image.height, image.left,      image.top,       image.colour};
  copy(image, pages[static_cast<std::size_t>(slot.page)], slot.x, slot.y);
  return slot;
}

std::uintptr_t Atlas::Impl::texture(int page) {
  AtlasPage& entry = pages[static_cast<std::size_t>(page)];
  if (entry.texture == 0) {
    entry.texture = new_page();
    entry.dirty_top = 0;
    entry.dirty_bottom = kPageSize;
  }
  return entry.texture;
}

void Atlas::Impl::draw_glyph(ImDrawList& list, const Glyph& glyph, float x, float y, std::uint32_t ink,
                             int& pushed_page) {
  const auto quarters = static_cast<int>(std::lround((x + glyph.x) * 4));
  const int whole = quarters >> 2;
  const Slot& slot = this->slot({glyph.font, glyph.glyph, static_cast<std::uint32_t>(quarters & 3)});
  if (slot.page < 0) return;
  const auto left = static_cast<float>(whole + slot.left);
  const float top = std::round(y + glyph.y) + static_cast<float>(slot.top);
  constexpr float kScale = 1.0F / kPageSize;
  const auto u = static_cast<float>(slot.x), v = static_cast<float>(slot.y);
  const auto width = static_cast<float>(slot.width), height = static_cast<float>(slot.height);
  const std::uint32_t tint = slot.colour ? (ink | ~IM_COL32_A_MASK) : ink;
  if (slot.page != pushed_page) {
    if (pushed_page >= 0) list.PopTextureID();
    list.PushTextureID(texture_id(texture(slot.page)));
    pushed_page = slot.page;
  }
  list.PrimReserve(6, 4);
  list.PrimRectUV(ImVec2(left, top), ImVec2(left + width, top + height), ImVec2(u * kScale, v * kScale),
                  ImVec2((u + width) * kScale, (v + height) * kScale), tint);
}

void Atlas::Impl::draw_decorations(ImDrawList& list, const Layout& layout, float x, float y,
                                   const std::vector<std::uint32_t>& inks, std::uint32_t mark, bool below) {
  for (const Decoration& decoration : layout.decorations) {
    const bool is_mark = decoration.kind == Decoration::Kind::mark;
    if (is_mark != below) continue;
    const float left = std::round(x + decoration.x), top = std::round(y + decoration.y);
    const float right = std::round(x + decoration.x + decoration.width);
    const float bottom = top + std::max(1.0F, std::round(decoration.height));
    if (bottom < list.GetClipRectMin().y || top > list.GetClipRectMax().y) continue;
    list.AddRectFilled(ImVec2(left, top), ImVec2(right, bottom), is_mark ? mark : ink_of(inks, decoration.ink));
  }
}

Atlas::Atlas(Engine& engine, std::function<std::uintptr_t()> new_page, int maximum_pages)
    : impl_(new Impl{engine, std::move(new_page), static_cast<std::size_t>(maximum_pages), {}, {}, {}}) {}
Atlas::~Atlas() = default;

void Atlas::begin_frame() {
  if (impl_->shelves.size() > impl_->maximum_pages) impl_->clear();
}

void Atlas::emit(ImDrawList& list, const Layout& layout, float x, float y, const std::vector<std::uint32_t>& inks,
                 std::uint32_t mark) {
  x = std::round(x);
  y = std::round(y);
  const ImVec2 clip_top_left = list.GetClipRectMin(), clip_bottom_right = list.GetClipRectMax();
  if (!layout.decorations.empty()) impl_->draw_decorations(list, layout, x, y, inks, mark, true);
  int pushed_page = -1;
  for (const Glyph& glyph : layout.glyphs) {
    // A glyph reaches at most some ems from its origin; how far is known only once it is rasterised.
    constexpr float kReach = 256;
    const float glyph_x = x + glyph.x, glyph_y = y + glyph.y;
    if (glyph_y < clip_top_left.y - kReach || glyph_y > clip_bottom_right.y + kReach ||
        glyph_x < clip_top_left.x - kReach || glyph_x > clip_bottom_right.x + kReach) {
      continue;
    }
    impl_->draw_glyph(list, glyph, x, y, ink_of(inks, glyph.ink), pushed_page);
  }
  if (pushed_page >= 0) list.PopTextureID();
  if (!layout.decorations.empty()) impl_->draw_decorations(list, layout, x, y, inks, mark, false);
}

std::vector<AtlasPage>& Atlas::pages() { return impl_->pages; }

void Atlas::device_lost() {
  for (AtlasPage& page : impl_->pages) {
    page.texture = 0;
    page.dirty_top = 0;
    page.dirty_bottom = kPageSize;
  }
}

}  // namespace treffpunkt::text
