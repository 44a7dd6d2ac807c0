#include "kiosk/platform/raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace treffpunkt::platform {
namespace {

constexpr std::int64_t kSubpixels = 256;
constexpr float kFarthest = 1 << 20;  // pixels; keeps every product below within 64 bits

struct FixedPoint {
  std::int64_t x = 0, y = 0;
};

FixedPoint fixed(const ImVec2& position) {
  // The comparison also turns what is not a number into 0.
  const auto coordinate = [](float value) {
    if (!(std::abs(value) < kFarthest)) value = value > 0 ? kFarthest : value < 0 ? -kFarthest : 0;
    return static_cast<std::int64_t>(std::lround(value * kSubpixels));
  };
  return {coordinate(position.x), coordinate(position.y)};
}

std::int64_t floor_divided(std::int64_t dividend, std::int64_t divisor) {  // divisor positive
  const std::int64_t quotient = dividend / divisor;
  return quotient * divisor > dividend ? quotient - 1 : quotient;
}

struct SpanRange {
  std::int64_t first = 0, last = -1;  // pixels, both inside
};

// The half-plane to the right of a directed edge, asked row by row.
class Edge {
 public:
  Edge(FixedPoint from, FixedPoint to) : from_(from), dx_(to.x - from.x), dy_(to.y - from.y) {
    // Of two triangles at an edge the one below or to the right of it has the pixels exactly on it.
    const bool top_or_left = dy_ < 0 || (dy_ == 0 && dx_ > 0);
    bias_ = top_or_left ? 0 : -1;
  }

  void narrow(std::int64_t row, SpanRange& range) const {
    // Inside where slope * x + offset >= 0, x counting pixels.
    const std::int64_t y = row * kSubpixels + kSubpixels / 2 - from_.y;
    const std::int64_t slope = -dy_ * kSubpixels;
    const std::int64_t offset = dx_ * y - dy_ * (kSubpixels / 2 - from_.x) + bias_;
    if (slope > 0) {
      range.first = std::max(range.first, -floor_divided(offset, slope));
    } else if (slope < 0) {
      range.last = std::min(range.last, floor_divided(offset, -slope));
    } else if (offset < 0) {
      range.last = range.first - 1;
    }
  }

 private:
  FixedPoint from_;
  std::int64_t dx_, dy_, bias_;
};

std::uint32_t channel(std::uint32_t colour, int shift) { return (colour >> shift) & 0xFF; }
std::uint32_t divided_by_255(std::uint32_t value) { return (value + 128 + ((value + 128) >> 8)) >> 8; }

constexpr std::uint32_t kWhite = 0xFFFFFFFF, kNoAlpha = 0x00FFFFFF, kRedAndBlue = 0x00FF00FF;

std::uint32_t modulated(std::uint32_t a, std::uint32_t b) {
  if (b == kWhite) return a;
  if ((b & kNoAlpha) == kNoAlpha) return (a & kNoAlpha) | divided_by_255((a >> 24) * (b >> 24)) << 24;
  std::uint32_t result = 0;
  for (const int shift : {0, 8, 16, 24}) result |= divided_by_255(channel(a, shift) * channel(b, shift)) << shift;
  return result;
}

// divided_by_255 for two channels at once: neither grows beyond its 16 bits.
std::uint32_t both_divided_by_255(std::uint32_t values) {
  values += 0x00800080;
  return (values + ((values >> 8) & kRedAndBlue)) >> 8 & kRedAndBlue;
}

// A colour that is blended over many pixels.
class Tint {
 public:
  explicit Tint(std::uint32_t colour)
      : rest_(255 - (colour >> 24)),
        red_blue_((colour & kRedAndBlue) * (colour >> 24)),
        green_(channel(colour, 8) * (colour >> 24)) {}

  std::uint32_t over(std::uint32_t below) const {
    return 0xFF000000 | both_divided_by_255(red_blue_ + (below & kRedAndBlue) * rest_) |
           divided_by_255(green_ + channel(below, 8) * rest_) << 8;
  }

 private:
  std::uint32_t rest_, red_blue_, green_;
};

void put(std::uint32_t& pixel, std::uint32_t colour) {
  const std::uint32_t alpha = colour >> 24;
  if (alpha == 255) {
    pixel = colour;
  } else if (alpha != 0) {
    pixel = Tint(colour).over(pixel);
  }
}

std::uint32_t texel(const Image& image, int x, int y) {
  x = std::clamp(x, 0, image.width - 1);
  y = std::clamp(y, 0, image.height - 1);
  return image
      .pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)];
}

// u, v in texels.
std::uint32_t sampled(const Image& image, float u, float v) {
  if (image.nearest) return texel(image, static_cast<int>(std::floor(u)), static_cast<int>(std::floor(v)));
  const float left = std::floor(u - 0.5F), top = std::floor(v - 0.5F);
  const auto x = static_cast<int>(left), y = static_cast<int>(top);
  const auto right_share = static_cast<std::uint32_t>((u - 0.5F - left) * 256);
  const auto bottom_share = static_cast<std::uint32_t>((v - 0.5F - top) * 256);
  std::uint32_t result = 0;
  const std::uint32_t corners[] = {texel(image, x, y), texel(image, x + 1, y), texel(image, x, y + 1),
                                   texel(image, x + 1, y + 1)};
  for (const int shift : {0, 8, 16, 24}) {
    const std::uint32_t upper =
        channel(corners[0], shift) * (256 - right_share) + channel(corners[1], shift) * right_share;
    const std::uint32_t lower =
        channel(corners[2], shift) * (256 - right_share) + channel(corners[3], shift) * right_share;
    result |= ((upper * (256 - bottom_share) + lower * bottom_share + 32768) >> 16) << shift;
  }
  return result;
}

// A value that changes evenly over the triangle.
struct Plane {
  float base = 0, by_x = 0, by_y = 0;
  float at(float x, float y) const { return base + by_x * x + by_y * y; }
};

struct Corners {
  const ImDrawVert* vertices[3];

  Plane plane(const std::array<float, 3>& values) const {
    const ImVec2 a = vertices[0]->pos, b = vertices[1]->pos, c = vertices[2]->pos;
    const float abx = b.x - a.x, aby = b.y - a.y, acx = c.x - a.x, acy = c.y - a.y;
    const float area = abx * acy - acx * aby;
    const float ab = values[1] - values[0], ac = values[2] - values[0];
    if (area == 0) return {values[0], 0, 0};
    Plane plane{0, (ab * acy - ac * aby) / area, (ac * abx - ab * acx) / area};
    plane.base = values[0] - plane.by_x * a.x - plane.by_y * a.y;
    return plane;
  }

  template <typename Value>
  Plane plane_of(Value value) const {
    return plane({value(*vertices[0]), value(*vertices[1]), value(*vertices[2])});
  }

  bool one_colour() const { return vertices[0]->col == vertices[1]->col && vertices[1]->col == vertices[2]->col; }
  bool one_texel() const {
    const ImVec2 a = vertices[0]->uv, b = vertices[1]->uv, c = vertices[2]->uv;
    return a.x == b.x && b.x == c.x && a.y == b.y && b.y == c.y;
  }
};

// The colour of each pixel of a triangle.
class Shader {
 public:
  Shader(const Corners& corners, const Image* texture) : texture_(texture), flat_colour_(corners.one_colour()) {
    colour_ = corners.vertices[0]->col;
    if (!flat_colour_) {
      for (int i = 0; i < 4; ++i) {
        channels_[static_cast<std::size_t>(i)] =
            corners.plane_of([&](const ImDrawVert& v) { return static_cast<float>(channel(v.col, i * 8)); });
      }
    }
    if (texture_ == nullptr) return;
    const auto width = static_cast<float>(texture->width), height = static_cast<float>(texture->height);
    u_ = corners.plane_of([&](const ImDrawVert& vertex) { return vertex.uv.x * width; });
    v_ = corners.plane_of([&](const ImDrawVert& vertex) { return vertex.uv.y * height; });
    if (!corners.one_texel()) return;
    // Filled shapes point at one white texel.
    fixed_texel_ = sampled(*texture, u_.base, v_.base);
    texture_ = nullptr;
    if (flat_colour_) colour_ = modulated(colour_, fixed_texel_);
  }

  bool is_flat() const { return flat_colour_ && texture_ == nullptr; }
  std::uint32_t flat() const { return colour_; }

  // A texture drawn nearest in one colour: which row of it, if it is the same along a whole row of pixels.
  const std::uint32_t* texels_of_row(float y) const {
    if (texture_ == nullptr || !texture_->nearest || !flat_colour_ || v_.by_x != 0) return nullptr;
    const int row = std::clamp(static_cast<int>(v_.at(0, y)), 0, texture_->height - 1);
    return texture_->pixels.data() + std::ptrdiff_t{row} * texture_->width;
  }
  int column(float x, float y) const { return std::clamp(static_cast<int>(u_.at(x, y)), 0, texture_->width - 1); }

  std::uint32_t at(float x, float y) const {
    std::uint32_t colour = colour_;
    if (!flat_colour_) {
      colour = 0;
      for (std::size_t i = 0; i < 4; ++i) {
        const float value = std::clamp(channels_[i].at(x, y), 0.0F, 255.0F);
        colour |= static_cast<std::uint32_t>(value + 0.5F) << (i * 8);
      }
      if (texture_ == nullptr) return modulated(colour, fixed_texel_);
    }
    return modulated(colour, sampled(*texture_, u_.at(x, y), v_.at(x, y)));
  }

 private:
  const Image* texture_;
  bool flat_colour_;
  std::uint32_t colour_ = 0;
  std::uint32_t fixed_texel_ = 0xFFFFFFFF;
  std::array<Plane, 4> channels_;
  Plane u_, v_;
};

void draw_span(std::uint32_t* row, const SpanRange& range, std::int64_t y, const Shader& shader) {
  const std::uint32_t colour = shader.flat();
  if (shader.is_flat()) {
    if (colour >> 24 == 255) {
      std::fill(row + range.first, row + range.last + 1, colour);
    } else if (colour >> 24 != 0) {
      const Tint tint(colour);
      for (std::int64_t x = range.first; x <= range.last; ++x) row[x] = tint.over(row[x]);
    }
    return;
  }
  const float middle = static_cast<float>(y) + 0.5F;
  if (const std::uint32_t* texels = shader.texels_of_row(middle)) {
    for (std::int64_t x = range.first; x <= range.last; ++x) {
      const std::uint32_t tint = texels[shader.column(static_cast<float>(x) + 0.5F, middle)];
      if (tint >> 24 != 0) put(row[x], modulated(colour, tint));
    }
    return;
  }
  for (std::int64_t x = range.first; x <= range.last; ++x) put(row[x], shader.at(static_cast<float>(x) + 0.5F, middle));
}

Clip visible_part(const Clip& clip, const Image& canvas) {
  return {std::max(clip.left, 0), std::max(clip.top, 0), std::min(clip.right, canvas.width),
          std::min(clip.bottom, canvas.height)};
}

// Pixels whose middles lie from one coordinate up to before another.
SpanRange pixels_between(std::int64_t from, std::int64_t to, int first, int behind) {
  const auto first_behind = [](std::int64_t coordinate) {
    return floor_divided(coordinate + kSubpixels / 2 - 1, kSubpixels);
  };
  return {std::max<std::int64_t>(first, first_behind(std::min(from, to))),
          std::min<std::int64_t>(behind, first_behind(std::max(from, to))) - 1};
}

}  // namespace

void draw_triangle(Image& canvas, const Clip& clip, const Image* texture, const ImDrawVert& first,
                   const ImDrawVert& second, const ImDrawVert& third) {
  const ImDrawVert *a = &first, *b = &second, *c = &third;
  FixedPoint pa = fixed(a->pos), pb = fixed(b->pos), pc = fixed(c->pos);
  const std::int64_t area = (pb.x - pa.x) * (pc.y - pa.y) - (pc.x - pa.x) * (pb.y - pa.y);
  if (area == 0) return;
  if (area < 0) {
    std::swap(b, c);
    std::swap(pb, pc);
  }
  const Clip visible = visible_part(clip, canvas);
  const auto [top, bottom] = std::minmax({pa.y, pb.y, pc.y});
  const std::int64_t first_row = std::max<std::int64_t>(visible.top, top / kSubpixels - 1);
  const std::int64_t last_row = std::min<std::int64_t>(visible.bottom - 1, bottom / kSubpixels + 1);
  if (first_row > last_row || visible.left >= visible.right) return;
  const Edge edges[] = {Edge(pa, pb), Edge(pb, pc), Edge(pc, pa)};
  const Shader shader({{a, b, c}}, texture);
  for (std::int64_t y = first_row; y <= last_row; ++y) {
    SpanRange range{visible.left, visible.right - 1};
    for (const Edge& edge : edges) edge.narrow(y, range);
    if (range.first <= range.last) draw_span(canvas.pixels.data() + y * canvas.width, range, y, shader);
  }
}

void draw_rectangle(Image& canvas, const Clip& clip, const Image* texture, const ImDrawVert& first,
                    const ImDrawVert& opposite) {
  const Clip visible = visible_part(clip, canvas);
  const FixedPoint from = fixed(first.pos), to = fixed(opposite.pos);
  const SpanRange columns = pixels_between(from.x, to.x, visible.left, visible.right);
  const SpanRange rows = pixels_between(from.y, to.y, visible.top, visible.bottom);
  if (columns.first > columns.last || rows.first > rows.last) return;
  const ImDrawVert beside{ImVec2(opposite.pos.x, first.pos.y), ImVec2(opposite.uv.x, first.uv.y), first.col};
  const ImDrawVert across{opposite.pos, opposite.uv, first.col};
  const Shader shader({{&first, &beside, &across}}, texture);
  for (std::int64_t y = rows.first; y <= rows.last; ++y) {
    draw_span(canvas.pixels.data() + y * canvas.width, columns, y, shader);
  }
}

void swap_red_and_blue(const std::uint32_t* pixels, int count, std::uint32_t* out) {
  for (int i = 0; i < count; ++i) {
    out[i] = (pixels[i] & 0xFF00FF00) | channel(pixels[i], 0) << 16 | channel(pixels[i], 16);
  }
}

}  // namespace treffpunkt::platform
