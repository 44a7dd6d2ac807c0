#include "kiosk/platform/sdl_renderer.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/platform/imgui_texture.h"
#include "kiosk/platform/panel.h"

namespace treffpunkt::platform {
namespace {

SDL_Rect clip_rectangle(const ImDrawCmd& command, const Viewport* turned) {
  Point a{command.ClipRect.x, command.ClipRect.y}, b{command.ClipRect.z, command.ClipRect.w};
  if (turned != nullptr) {
    a = turned->to_panel(a);
    b = turned->to_panel(b);
  }
  // Some drivers take a rectangle that begins outside for a wrong one.
  const int left = std::max(0, static_cast<int>(std::lround(std::min(a.x, b.x))));
  const int top = std::max(0, static_cast<int>(std::lround(std::min(a.y, b.y))));
  const int right = static_cast<int>(std::lround(std::max(a.x, b.x)));
  const int bottom = static_cast<int>(std::lround(std::max(a.y, b.y)));
  return {left, top, right - left, bottom - top};
}

SDL_Texture* handle(std::uintptr_t texture) { return reinterpret_cast<SDL_Texture*>(texture); }

}  // namespace

SdlRenderer::~SdlRenderer() { device_lost(); }

std::uintptr_t SdlRenderer::create_texture(int width, int height, bool nearest) {
  SDL_Texture* texture = SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_RGBA32, SDL_TEXTUREACCESS_STATIC, width, height);
  if (texture == nullptr) return 0;
  SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
  SDL_SetTextureScaleMode(texture, nearest ? SDL_ScaleModeNearest : SDL_ScaleModeLinear);
  textures_.insert(texture);
  return reinterpret_cast<std::uintptr_t>(texture);
}

void SdlRenderer::update_texture(std::uintptr_t texture, int top, int bottom, const std::uint32_t* pixels) {
  int width = 0, height = 0;
  if (!textures_.contains(handle(texture))) return;
  SDL_QueryTexture(handle(texture), nullptr, nullptr, &width, &height);
  if (top < 0 || bottom > height || top >= bottom) return;
  const SDL_Rect rows{0, top, width, bottom - top};
  SDL_UpdateTexture(handle(texture), &rows, pixels, width * static_cast<int>(sizeof(std::uint32_t)));
}

void SdlRenderer::destroy_texture(std::uintptr_t texture) {
  if (textures_.erase(handle(texture)) > 0) SDL_DestroyTexture(handle(texture));
}

void SdlRenderer::device_lost() {
  canvas_.reset();
  for (SDL_Texture* texture : textures_) SDL_DestroyTexture(texture);
  textures_.clear();
}

bool SdlRenderer::ensure_canvas(const Viewport& viewport) {
  int width = 0, height = 0;
  if (canvas_) SDL_QueryTexture(canvas_.get(), nullptr, nullptr, &width, &height);
  if (width == viewport.canvas_width && height == viewport.canvas_height) return true;
  canvas_.reset(SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_TARGET, viewport.canvas_width,
                                  viewport.canvas_height));
  if (!canvas_) return false;
  SDL_SetTextureBlendMode(canvas_.get(), SDL_BLENDMODE_NONE);
  return true;
}

void SdlRenderer::draw_command(const ImDrawList& list, const ImDrawCmd& command, const Viewport* turned) {
  const SDL_Rect clip = clip_rectangle(command, turned);
  if (clip.w <= 0 || clip.h <= 0) return;
  SDL_RenderSetClipRect(renderer_, &clip);
  const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
  const auto* positions = turned ? reinterpret_cast<const float*>(positions_.data() + command.VtxOffset)
                                 : reinterpret_cast<const float*>(&vertices->pos);
  const int stride = turned ? static_cast<int>(sizeof(ImVec2)) : static_cast<int>(sizeof(ImDrawVert));
  SDL_RenderGeometryRaw(
      renderer_, handle(texture_of(command)), positions, stride, reinterpret_cast<const SDL_Color*>(&vertices->col),
      sizeof(ImDrawVert), reinterpret_cast<const float*>(&vertices->uv), sizeof(ImDrawVert),
      list.VtxBuffer.Size - static_cast<int>(command.VtxOffset), list.IdxBuffer.Data + command.IdxOffset,
      static_cast<int>(command.ElemCount), sizeof(ImDrawIdx));
}

void SdlRenderer::draw(const ImDrawData& data, const Viewport* turned) {
  SDL_SetRenderDrawBlendMode(renderer_, SDL_BLENDMODE_BLEND);
  for (int n = 0; n < data.CmdListsCount; ++n) {
    const ImDrawList& list = *data.CmdLists[n];
    positions_.clear();
    if (turned != nullptr) {
      for (const ImDrawVert& vertex : list.VtxBuffer) {
        const Point point = turned->to_panel({vertex.pos.x, vertex.pos.y});
        positions_.emplace_back(point.x, point.y);
      }
    }
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (is_drawn(list, command)) draw_command(list, command, turned);
    }
  }
  SDL_RenderSetClipRect(renderer_, nullptr);
}

void SdlRenderer::present(const ImDrawData& data, std::uint32_t clear_colour, const Viewport& viewport) {
  const bool direct = (viewport.fits_exactly() && !readable_) || !ensure_canvas(viewport);
  SDL_SetRenderTarget(renderer_, direct ? nullptr : canvas_.get());
  SDL_SetRenderDrawColor(renderer_, clear_colour & 0xFF, (clear_colour >> 8) & 0xFF, (clear_colour >> 16) & 0xFF, 255);
  SDL_RenderClear(renderer_);
  draw(data, direct && viewport.rotation != 0 ? &viewport : nullptr);
  if (!direct) show_on_panel(renderer_, canvas_.get(), viewport);
  SDL_RenderPresent(renderer_);
}

Result<std::vector<std::uint32_t>> SdlRenderer::read_canvas() {
  if (!readable_ || !canvas_) return fail("the window was not opened readable, or nothing was presented yet");
  int width = 0, height = 0;
  SDL_QueryTexture(canvas_.get(), nullptr, nullptr, &width, &height);
  std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  SDL_SetRenderTarget(renderer_, canvas_.get());
  const int result = SDL_RenderReadPixels(renderer_, nullptr, SDL_PIXELFORMAT_RGBA32, pixels.data(),
                                          width * static_cast<int>(sizeof(std::uint32_t)));
  SDL_SetRenderTarget(renderer_, nullptr);
  if (result != 0) return fail(std::string("reading pixels: ") + SDL_GetError());
  return pixels;
}

}  // namespace treffpunkt::platform
