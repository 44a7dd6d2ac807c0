#include "kiosk/platform/draw_data.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace treffpunkt::platform {
namespace {

SDL_Rect clip_rectangle(const ImDrawCmd& command, const Viewport* turned) {
  Point a{command.ClipRect.x, command.ClipRect.y}, b{command.ClipRect.z, command.ClipRect.w};
  if (turned != nullptr) {
    a = turned->to_panel(a);
    b = turned->to_panel(b);
  }
  // SDL takes rectangles that begin outside for wrong ones on some drivers.
  const int left = std::max(0, static_cast<int>(std::lround(std::min(a.x, b.x))));
  const int top = std::max(0, static_cast<int>(std::lround(std::min(a.y, b.y))));
  const int right = static_cast<int>(std::lround(std::max(a.x, b.x)));
  const int bottom = static_cast<int>(std::lround(std::max(a.y, b.y)));
  return {left, top, right - left, bottom - top};
}

SDL_Texture* texture_of(const ImDrawCmd& command) {
#if IMGUI_VERSION_NUM >= 18400
  return reinterpret_cast<SDL_Texture*>((std::uintptr_t)command.GetTexID());
#else
  return reinterpret_cast<SDL_Texture*>((std::uintptr_t)command.TextureId);
#endif
}

}  // namespace

void DrawDataRenderer::set_font_texture(SDL_Texture* texture, ImVec2 white) {
  font_texture_ = texture;
  white_ = white;
}

SDL_Texture* DrawDataRenderer::texture_for(const ImDrawList& list, const ImDrawCmd& command) const {
  SDL_Texture* texture = texture_of(command);
  if (texture != font_texture_) return texture;
  const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
  const bool only_white = std::all_of(index, index + command.ElemCount, [&](ImDrawIdx i) {
    const ImVec2 uv = list.VtxBuffer[static_cast<int>(command.VtxOffset + i)].uv;
    return uv.x == white_.x && uv.y == white_.y;
  });
  return only_white ? nullptr : texture;
}

void DrawDataRenderer::draw_command(SDL_Renderer* renderer, const ImDrawList& list, const ImDrawCmd& command,
                                    const Viewport* turned) {
  const SDL_Rect clip = clip_rectangle(command, turned);
  if (clip.w <= 0 || clip.h <= 0 || command.ElemCount == 0) return;
  SDL_RenderSetClipRect(renderer, &clip);
  const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
  const auto* positions = turned ? reinterpret_cast<const float*>(positions_.data() + command.VtxOffset)
                                 : reinterpret_cast<const float*>(&vertices->pos);
  const int position_stride = turned ? static_cast<int>(sizeof(ImVec2)) : static_cast<int>(sizeof(ImDrawVert));
  SDL_RenderGeometryRaw(renderer, texture_for(list, command), positions, position_stride,
                        reinterpret_cast<const SDL_Color*>(&vertices->col), sizeof(ImDrawVert),
                        reinterpret_cast<const float*>(&vertices->uv), sizeof(ImDrawVert),
                        list.VtxBuffer.Size - static_cast<int>(command.VtxOffset),
                        list.IdxBuffer.Data + command.IdxOffset, static_cast<int>(command.ElemCount),
                        sizeof(ImDrawIdx));
}

void DrawDataRenderer::draw(SDL_Renderer* renderer, const ImDrawData& data, const Viewport* turned) {
  SDL_SetRenderDrawBlendMode(renderer, SDL_BLENDMODE_BLEND);
  for (int n = 0; n < data.CmdListsCount; ++n) {
    const ImDrawList& list = *data.CmdLists[n];
    if (turned != nullptr) {
      positions_.clear();
      for (const ImDrawVert& vertex : list.VtxBuffer) {
        const Point point = turned->to_panel({vertex.pos.x, vertex.pos.y});
        positions_.emplace_back(point.x, point.y);
      }
    }
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (command.UserCallback == nullptr) {
        draw_command(renderer, list, command, turned);
      } else if (command.UserCallback != ImDrawCallback_ResetRenderState) {
        command.UserCallback(&list, &command);
      }
    }
  }
  SDL_RenderSetClipRect(renderer, nullptr);
}

}  // namespace treffpunkt::platform
