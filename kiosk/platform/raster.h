#pragma once
// Triangles on the processor, pixel for pixel the same on every machine and every run. SDL's software renderer moves
// corners to whole pixels, which makes rounded corners ragged; here they keep 1/256 of a pixel, as on a graphics card.
// Pure.

#include <imgui.h>

#include <cstdint>
#include <vector>

namespace treffpunkt::platform {

struct Image {
  int width = 0, height = 0;
  bool nearest = true;                // how it is sampled; otherwise bilinear
  std::vector<std::uint32_t> pixels;  // straight alpha RGBA
};

struct Clip {
  int left = 0, top = 0, right = 0, bottom = 0;  // pixels, right and bottom outside
};

// Blends a triangle onto `canvas` (taken as opaque). A pixel is drawn when its middle lies inside; of two triangles
// that share an edge exactly one draws a pixel on it. Colours and texture coordinates are interpolated; `texture` may
// be nullptr. Any coordinates are fine.
void draw_triangle(Image& canvas, const Clip& clip, const Image* texture, const ImDrawVert& a, const ImDrawVert& b,
                   const ImDrawVert& c);

// What the two triangles of a rectangle along the axes would draw, in one colour (`first`'s), without asking three
// edges in every row: most of what is on a screen, letters above all. `first` and `opposite` are two of its corners;
// texture coordinates run evenly between them.
void draw_rectangle(Image& canvas, const Clip& clip, const Image* texture, const ImDrawVert& first,
                    const ImDrawVert& opposite);

// RGBA as windows have it, blue in the lowest byte.
void swap_red_and_blue(const std::uint32_t* pixels, int count, std::uint32_t* out);

}  // namespace treffpunkt::platform
