#include "kiosk/platform/raster.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

namespace treffpunkt::platform {
namespace {

constexpr std::uint32_t kBlack = 0xFF000000, kWhite = 0xFFFFFFFF, kHalfWhite = 0x80FFFFFF;

Image canvas(int width, int height) {
  return {width, height, true, std::vector<std::uint32_t>(static_cast<std::size_t>(width * height), kBlack)};
}

ImDrawVert vertex(float x, float y, std::uint32_t colour, float u = 0, float v = 0) {
  return {ImVec2(x, y), ImVec2(u, v), colour};
}

std::uint32_t pixel(const Image& image, int x, int y) {
  return image.pixels[static_cast<std::size_t>(y * image.width + x)];
}

Clip whole(const Image& image) { return {0, 0, image.width, image.height}; }

void draw_rectangle(Image& image, const Image* texture, float left, float top, float right, float bottom,
                    std::uint32_t colour) {
  const ImDrawVert corners[] = {vertex(left, top, colour, 0, 0), vertex(right, top, colour, 1, 0),
                                vertex(right, bottom, colour, 1, 1), vertex(left, bottom, colour, 0, 1)};
  draw_triangle(image, whole(image), texture, corners[0], corners[1], corners[2]);
  draw_triangle(image, whole(image), texture, corners[0], corners[2], corners[3]);
}

TEST_CASE("a rectangle covers exactly its pixels, each once") {
  Image image = canvas(8, 6);
  draw_rectangle(image, nullptr, 2, 1, 6, 5, kHalfWhite);
  for (int y = 0; y < 6; ++y) {
    for (int x = 0; x < 8; ++x) {
      const bool inside = x >= 2 && x < 6 && y >= 1 && y < 5;
      CHECK(pixel(image, x, y) == (inside ? 0xFF808080 : kBlack));
    }
  }
}

TEST_CASE("a rectangle drawn at once has the pixels of its two triangles") {
  Image texture{5, 3, true, {}};
  for (std::uint32_t i = 0; i < 15; ++i)
    texture.pixels.push_back(i % 4 == 0 ? 0x00FFFFFF : i * 0x11223344 | 0x00FFFFFF * (i % 2));
  const float sides[] = {-3, 0, 1.5F, 2.25F, 4.499F, 7, 11.75F, 40};
  for (const Image* sampled : {static_cast<const Image*>(nullptr), static_cast<const Image*>(&texture)}) {
    for (const float left : sides) {
      for (const float right : sides) {
        for (const float top : {-1.0F, 0.5F, 3.2F}) {
          Image triangles = canvas(12, 9), rectangle = canvas(12, 9);
          draw_rectangle(triangles, sampled, left, top, right, 8.5F, 0xC0406080);
          draw_rectangle(rectangle, whole(rectangle), sampled, vertex(left, top, 0xC0406080, 0, 0),
                         vertex(right, 8.5F, 0xC0406080, 1, 1));
          CHECK(triangles.pixels == rectangle.pixels);
        }
      }
    }
  }
}

TEST_CASE("blending rounds to the nearest value in every channel") {
  for (std::uint32_t alpha = 1; alpha < 255; ++alpha) {
    Image image = canvas(256, 1);
    for (std::uint32_t below = 0; below < 256; ++below)
      image.pixels[below] = 0xFF000000 | below << 16 | (255 - below) << 8 | below;
    draw_rectangle(image, whole(image), nullptr, vertex(0, 0, alpha << 24 | 0x00FF40A0), vertex(256, 1, 0));
    const auto expected = [&](std::uint32_t colour, std::uint32_t below) {
      return (colour * alpha + below * (255 - alpha) + 127) / 255;
    };
    bool good = true;
    for (std::uint32_t below = 0; below < 256; ++below) {
      good = good && image.pixels[below] == (0xFF000000 | expected(0xFF, below) << 16 |
                                             expected(0x40, 255 - below) << 8 | expected(0xA0, below));
    }
    CHECK(good);
  }
}

TEST_CASE("triangles around a point leave no gap and draw no pixel twice") {
  for (const ImVec2 middle : {ImVec2(10.5F, 10.5F), ImVec2(7.25F, 11), ImVec2(10, 3.7F)}) {
    Image image = canvas(20, 20);
    const ImVec2 around[] = {{0, 0}, {9.3F, 0}, {20, 0}, {20, 13.1F}, {20, 20}, {4.4F, 20}, {0, 20}, {0, 8}};
    for (std::size_t i = 0; i < 8; ++i) {
      const ImVec2 a = around[i], b = around[(i + 1) % 8];
      // Both ways round.
      const ImDrawVert va = vertex(a.x, a.y, kHalfWhite), vb = vertex(b.x, b.y, kHalfWhite);
      const ImDrawVert vm = vertex(middle.x, middle.y, kHalfWhite);
      i % 2 == 0 ? draw_triangle(image, whole(image), nullptr, vm, va, vb)
                 : draw_triangle(image, whole(image), nullptr, vb, va, vm);
    }
    CHECK(std::all_of(image.pixels.begin(), image.pixels.end(), [](std::uint32_t p) { return p == 0xFF808080; }));
  }
}

TEST_CASE("nothing is drawn outside the clip rectangle or the canvas") {
  Image image = canvas(10, 10);
  const ImDrawVert a = vertex(-500, -500, kWhite), b = vertex(2000, -500, kWhite), c = vertex(-500, 2000, kWhite);
  draw_triangle(image, {3, 4, 5, 6}, nullptr, a, b, c);
  CHECK(std::count(image.pixels.begin(), image.pixels.end(), kWhite) == 4);
  CHECK(pixel(image, 3, 4) == kWhite);
  CHECK(pixel(image, 4, 5) == kWhite);
  draw_triangle(image, {-50, -50, 500, 500}, nullptr, a, b, c);
  CHECK(std::count(image.pixels.begin(), image.pixels.end(), kWhite) == 100);
}

TEST_CASE("a texture at its own size is copied pixel for pixel and tinted") {
  const Image texture{2, 2, true, {0xFF0000FF, 0xFF00FF00, 0xFFFF0000, 0x00FFFFFF}};
  Image image = canvas(4, 4);
  draw_rectangle(image, &texture, 1, 1, 3, 3, kWhite);
  CHECK(pixel(image, 1, 1) == 0xFF0000FF);
  CHECK(pixel(image, 2, 1) == 0xFF00FF00);
  CHECK(pixel(image, 1, 2) == 0xFFFF0000);
  CHECK(pixel(image, 2, 2) == kBlack);
  draw_rectangle(image, &texture, 1, 1, 3, 3, 0xFF000080);
  CHECK(pixel(image, 1, 1) == 0xFF000080);
  CHECK(pixel(image, 2, 1) == kBlack);
}

TEST_CASE("a picture that is enlarged is smooth unless it is nearest") {
  Image texture{2, 1, false, {kBlack, kWhite}};
  Image smooth = canvas(8, 1), hard = canvas(8, 1);
  draw_rectangle(smooth, &texture, 0, 0, 8, 1, kWhite);
  texture.nearest = true;
  draw_rectangle(hard, &texture, 0, 0, 8, 1, kWhite);
  for (int x = 0; x < 8; ++x) CHECK(pixel(hard, x, 0) == (x < 4 ? kBlack : kWhite));
  CHECK((pixel(smooth, 3, 0) & 0xFF) > 0x40);
  CHECK((pixel(smooth, 3, 0) & 0xFF) < (pixel(smooth, 4, 0) & 0xFF));
  CHECK((pixel(smooth, 4, 0) & 0xFF) < 0xC0);
}

TEST_CASE("colours change evenly between corners, so that edges can fade out") {
  Image image = canvas(16, 1);
  const ImDrawVert left_top = vertex(0, 0, kWhite), left_bottom = vertex(0, 1, kWhite);
  const ImDrawVert right_top = vertex(16, 0, 0x00FFFFFF), right_bottom = vertex(16, 1, 0x00FFFFFF);
  draw_triangle(image, whole(image), nullptr, left_top, right_top, right_bottom);
  draw_triangle(image, whole(image), nullptr, left_top, right_bottom, left_bottom);
  for (int x = 1; x < 16; ++x) CHECK((pixel(image, x, 0) & 0xFF) < (pixel(image, x - 1, 0) & 0xFF));
  CHECK((pixel(image, 0, 0) & 0xFF) > 240);
  CHECK((pixel(image, 15, 0) & 0xFF) < 15);
}

TEST_CASE("red and blue change places for the window, green and alpha stay") {
  const std::uint32_t pixels[] = {0xFF112233, 0x00FF0000, 0x80000001};
  std::uint32_t out[3] = {};
  swap_red_and_blue(pixels, 3, out);
  CHECK(out[0] == 0xFF332211);
  CHECK(out[1] == 0x000000FF);
  CHECK(out[2] == 0x80010000);
}

TEST_CASE("absurd corners are survived") {
  Image image = canvas(4, 4);
  const float infinite = std::numeric_limits<float>::infinity(), none = std::numeric_limits<float>::quiet_NaN();
  for (const float value : {infinite, -infinite, none, 1e30F, -1e30F}) {
    draw_triangle(image, whole(image), nullptr, vertex(value, 0, kWhite), vertex(4, value, kWhite),
                  vertex(value, value, kWhite));
    draw_triangle(image, whole(image), nullptr, vertex(0, 0, kWhite), vertex(4, 0, 0x10203040),
                  vertex(value, 4, kWhite, none, infinite));
  }
  draw_triangle(image, whole(image), nullptr, vertex(1, 1, kWhite), vertex(1, 1, kWhite), vertex(1, 1, kWhite));
  CHECK(image.pixels.size() == 16);
}

}  // namespace
}  // namespace treffpunkt::platform
