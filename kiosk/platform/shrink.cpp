#include "kiosk/platform/shrink.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace treffpunkt::platform {
namespace {

// Colours weighted by their alpha, so that what cannot be seen does not colour the edge.
using Weighted = std::array<float, 4>;

Weighted weighted(std::uint32_t rgba) {
  const auto alpha = static_cast<float>(rgba >> 24);
  const auto channel = [&](int shift) { return static_cast<float>((rgba >> shift) & 0xFF) * alpha; };
  return {channel(0), channel(8), channel(16), alpha};
}

std::uint32_t rgba(const Weighted& sum, float area) {
  if (sum[3] <= 0) return 0;
  const auto byte = [](float value) { return static_cast<std::uint32_t>(std::clamp(std::lround(value), 0L, 255L)); };
  return byte(sum[0] / sum[3]) | (byte(sum[1] / sum[3]) << 8) | (byte(sum[2] / sum[3]) << 16) |
         (byte(sum[3] / area) << 24);
}

// Calls visit(index, share) for the old pixels that the new pixel `i` covers.
template <typename Visit>
void covered(int i, float ratio, int length, Visit visit) {
  const float begin = static_cast<float>(i) * ratio, end = begin + ratio;
  const int last = std::min(length, static_cast<int>(std::ceil(end)));
  for (int k = static_cast<int>(begin); k < last; ++k) {
    const float share = std::min(end, static_cast<float>(k + 1)) - std::max(begin, static_cast<float>(k));
    if (share > 0) visit(k, share);
  }
}

}  // namespace

Pixels shrunk(Pixels pixels, int maximum_width) {
  if (maximum_width <= 0 || pixels.width <= maximum_width) return pixels;
  const float x_ratio = static_cast<float>(pixels.width) / static_cast<float>(maximum_width);
  Pixels small{
      maximum_width, std::max(1, static_cast<int>(std::lround(static_cast<float>(pixels.height) / x_ratio))), {}};
  const float y_ratio = static_cast<float>(pixels.height) / static_cast<float>(small.height);
  small.rgba.reserve(static_cast<std::size_t>(small.width) * static_cast<std::size_t>(small.height));
  std::vector<Weighted> row(static_cast<std::size_t>(small.width));
  for (int y = 0; y < small.height; ++y) {
    std::fill(row.begin(), row.end(), Weighted{});
    covered(y, y_ratio, pixels.height, [&](int old_y, float y_share) {
      const std::uint32_t* line = pixels.rgba.data() + static_cast<std::ptrdiff_t>(old_y) * pixels.width;
      for (int x = 0; x < small.width; ++x) {
        Weighted& sum = row[static_cast<std::size_t>(x)];
        covered(x, x_ratio, pixels.width, [&](int old_x, float x_share) {
          const Weighted pixel = weighted(line[old_x]);
          for (std::size_t c = 0; c < 4; ++c) sum[c] += pixel[c] * x_share * y_share;
        });
      }
    });
    for (const Weighted& sum : row) small.rgba.push_back(rgba(sum, x_ratio * y_ratio));
  }
  return small;
}

}  // namespace treffpunkt::platform
