#include "kiosk/app/contact_sheet.h"

#include <algorithm>
#include <array>

namespace treffpunkt::app {
namespace {

constexpr int kGap = 16;
constexpr std::uint32_t kBackground = 0xFF808080;

std::uint32_t average(const platform::Pixels& from, int left, int right, int top, int bottom) {
  std::array<std::uint64_t, 4> sums{};
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      const std::uint32_t pixel = from.rgba[static_cast<std::size_t>(y) * static_cast<std::size_t>(from.width) + static_cast<std::size_t>(x)];
      for (unsigned channel = 0; channel < 4; ++channel) sums[channel] += pixel >> (8 * channel) & 0xFF;
    }
  }
  const auto count = static_cast<std::uint64_t>(std::max(1, (right - left) * (bottom - top)));
  std::uint32_t out = 0;
  for (unsigned channel = 0; channel < 4; ++channel) out |= static_cast<std::uint32_t>(sums[channel] / count) << (8 * channel);
  return out;
}

void place(const platform::Pixels& from, platform::Pixels& sheet, int left, int top, int width, int height) {
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int from_x = x * from.width / width, from_y = y * from.height / height;
      const int to_x = std::max(from_x + 1, (x + 1) * from.width / width), to_y = std::max(from_y + 1, (y + 1) * from.height / height);
      sheet.rgba[static_cast<std::size_t>(top + y) * static_cast<std::size_t>(sheet.width) + static_cast<std::size_t>(left + x)] =
          average(from, from_x, std::min(to_x, from.width), from_y, std::min(to_y, from.height));
    }
  }
}

}  // namespace

platform::Pixels contact_sheet(const std::vector<platform::Pixels>& pictures, int columns, int width_of_one) {
  int height_of_one = 1;
  for (const auto& picture : pictures) {
    if (picture.width > 0) height_of_one = std::max(height_of_one, picture.height * width_of_one / picture.width);
  }
  const int count = static_cast<int>(pictures.size());
  const int rows = std::max(1, (count + columns - 1) / columns);
  platform::Pixels sheet;
  sheet.width = columns * (width_of_one + kGap) + kGap;
  sheet.height = rows * (height_of_one + kGap) + kGap;
  sheet.rgba.assign(static_cast<std::size_t>(sheet.width) * static_cast<std::size_t>(sheet.height), kBackground);
  for (int i = 0; i < count; ++i) {
    const auto& picture = pictures[static_cast<std::size_t>(i)];
    if (picture.width <= 0) continue;
    place(picture, sheet, kGap + i % columns * (width_of_one + kGap), kGap + i / columns * (height_of_one + kGap), width_of_one,
          picture.height * width_of_one / picture.width);
  }
  return sheet;
}

}  // namespace treffpunkt::app
