#include "kiosk/platform/software_renderer.h"

#include <algorithm>
#include <cmath>

#include "kiosk/platform/imgui_texture.h"
#include "kiosk/platform/panel.h"

namespace treffpunkt::platform {
namespace {

std::size_t area(int width, int height) { return static_cast<std::size_t>(width) * static_cast<std::size_t>(height); }

Clip clip_of(const ImDrawCmd& command) {
  const ImVec4& rectangle = command.ClipRect;
  return {static_cast<int>(std::lround(rectangle.x)), static_cast<int>(std::lround(rectangle.y)),
          static_cast<int>(std::lround(rectangle.z)), static_cast<int>(std::lround(rectangle.w))};
}

// Whether six indices are the two triangles that ImGui makes of a rectangle (0 1 2, 0 2 3), in one colour, and drawn
// without enlarging a texture smoothly: then draw_rectangle draws the same pixels.
bool is_rectangle(const ImDrawVert* vertices, const ImDrawIdx* six, const Image* texture) {
  if (six[3] != six[0] || six[4] != six[2]) return false;
  const ImDrawVert &a = vertices[six[0]], &b = vertices[six[1]], &c = vertices[six[2]], &d = vertices[six[5]];
  const auto across = [](const ImVec2& p, const ImVec2& q, const ImVec2& r, const ImVec2& s) {
    return p.y == q.y && q.x == r.x && r.y == s.y && s.x == p.x;
  };
  const bool one_colour = a.col == b.col && b.col == c.col && c.col == d.col;
  return one_colour && (texture == nullptr || texture->nearest) && across(a.pos, b.pos, c.pos, d.pos) &&
         across(a.uv, b.uv, c.uv, d.uv);
}

}  // namespace

std::uintptr_t SoftwareRenderer::create_texture(int width, int height, bool nearest) {
  if (width <= 0 || height <= 0) return 0;
  textures_[++last_texture_] = {width, height, nearest, std::vector<std::uint32_t>(area(width, height))};
  return last_texture_;
}

void SoftwareRenderer::update_texture(std::uintptr_t texture, int top, int bottom, const std::uint32_t* pixels) {
  const auto found = textures_.find(texture);
  if (found == textures_.end()) return;
  Image& image = found->second;
  if (top < 0 || bottom > image.height || top >= bottom) return;
  std::copy_n(pixels, area(image.width, bottom - top), image.pixels.begin() + std::ptrdiff_t{top} * image.width);
}

void SoftwareRenderer::destroy_texture(std::uintptr_t texture) { textures_.erase(texture); }

void SoftwareRenderer::device_lost() {
  shown_.reset();
  textures_.clear();
}

void SoftwareRenderer::draw(const ImDrawData& data) {
  for (int n = 0; n < data.CmdListsCount; ++n) {
    const ImDrawList& list = *data.CmdLists[n];
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (!is_drawn(list, command)) continue;
      const auto found = textures_.find(texture_of(command));
      const Image* texture = found == textures_.end() ? nullptr : &found->second;
      const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
      const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
      for (unsigned int i = 0; i + 2 < command.ElemCount; i += 3) {
        if (i + 5 < command.ElemCount && is_rectangle(vertices, indices + i, texture)) {
          draw_rectangle(canvas_, clip_of(command), texture, vertices[indices[i]], vertices[indices[i + 2]]);
          i += 3;
          continue;
        }
        draw_triangle(canvas_, clip_of(command), texture, vertices[indices[i]], vertices[indices[i + 1]],
                      vertices[indices[i + 2]]);
      }
    }
  }
}

// The canvas onto the pixels of the window, where both are alike: SDL would copy it to a texture of its own, and that
// to the window. The window's surface is the one that SDL's software renderer presents.
bool SoftwareRenderer::show_directly(const Viewport& viewport) {
  if (viewport.rotation != 0 || !viewport.fits_exactly()) return false;
  SDL_Window* window = SDL_RenderGetWindow(shown_by_);
  const SDL_Surface* surface = window == nullptr ? nullptr : SDL_GetWindowSurface(window);
  if (surface == nullptr || surface->w != canvas_.width || surface->h != canvas_.height) return false;
  const std::uint32_t format = surface->format->format;
  if (format != SDL_PIXELFORMAT_RGB888 && format != SDL_PIXELFORMAT_ARGB8888) return false;
  for (int y = 0; y < canvas_.height; ++y) {
    auto* row =
        reinterpret_cast<std::uint32_t*>(static_cast<char*>(surface->pixels) + std::ptrdiff_t{y} * surface->pitch);
    swap_red_and_blue(canvas_.pixels.data() + std::ptrdiff_t{y} * canvas_.width, canvas_.width, row);
  }
  shown_.reset();
  SDL_UpdateWindowSurface(window);
  return true;
}

void SoftwareRenderer::show(const Viewport& viewport) {
  if (show_directly(viewport)) return;
  int width = 0, height = 0;
  if (shown_) SDL_QueryTexture(shown_.get(), nullptr, nullptr, &width, &height);
  if (width != canvas_.width || height != canvas_.height) {
    shown_.reset(SDL_CreateTexture(shown_by_, SDL_PIXELFORMAT_RGBA32, SDL_TEXTUREACCESS_STREAMING, canvas_.width,
                                   canvas_.height));
    if (!shown_) return;
    SDL_SetTextureBlendMode(shown_.get(), SDL_BLENDMODE_NONE);
  }
  SDL_UpdateTexture(shown_.get(), nullptr, canvas_.pixels.data(),
                    canvas_.width * static_cast<int>(sizeof(std::uint32_t)));
  show_on_panel(shown_by_, shown_.get(), viewport);
  SDL_RenderPresent(shown_by_);
}

void SoftwareRenderer::present(const ImDrawData& data, std::uint32_t clear_colour, const Viewport& viewport) {
  canvas_.width = viewport.canvas_width;
  canvas_.height = viewport.canvas_height;
  canvas_.pixels.assign(area(canvas_.width, canvas_.height), clear_colour | 0xFF000000);
  draw(data);
  if (shown_by_ != nullptr) show(viewport);
}

Result<std::vector<std::uint32_t>> SoftwareRenderer::read_canvas() {
  if (canvas_.pixels.empty()) return fail("nothing was presented yet");
  return canvas_.pixels;
}

}  // namespace treffpunkt::platform
