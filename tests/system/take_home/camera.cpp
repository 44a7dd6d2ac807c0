#include "tests/system/take_home/camera.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace treffpunkt::test {
namespace {

constexpr int kWidth = 720, kHeight = 1280;      // the picture that apps look at, held upright
constexpr double kPixelsPerMm = 1280 / 554.0;    // kiosk/ui/qr.h
constexpr double kTurn = 0.09, kTilt = 0.0001;  // 5 degrees; a fiftieth smaller at a code's far end
constexpr int kSamples = 4;                      // a side, in each pixel
constexpr double kBlur = 0.2;                   // of the neighbours on each side: what the focus misses
constexpr double kBlack = 58, kWhite = 205, kNoise = 10;

double light(const Pixels& panel, double x, double y) {
  const auto column = static_cast<int>(std::floor(x)), row = static_cast<int>(std::floor(y));
  if (column < 0 || row < 0 || column >= panel.width || row >= panel.height) return 0.2;
  const auto pixel = panel.rgba[static_cast<std::size_t>(row) * static_cast<std::size_t>(panel.width) + static_cast<std::size_t>(column)];
  return (0.3 * (pixel & 0xFF) + 0.59 * (pixel >> 8 & 0xFF) + 0.11 * (pixel >> 16 & 0xFF)) / 255;
}

void blur(std::vector<double>& picture, int step, int length) {
  const auto before = picture;
  for (std::size_t i = static_cast<std::size_t>(step); i + static_cast<std::size_t>(step) < static_cast<std::size_t>(length); ++i) {
    picture[i] = (1 - 2 * kBlur) * before[i] + kBlur * (before[i - static_cast<std::size_t>(step)] + before[i + static_cast<std::size_t>(step)]);
  }
}

}  // namespace

Grey seen_by_a_phone(const Pixels& panel, double pixels_per_mm, double x, double y, double distance_mm) {
  const double density = kPixelsPerMm * 400 / distance_mm;
  std::vector<double> picture(static_cast<std::size_t>(kWidth) * kHeight);
  for (int row = 0; row < kHeight; ++row) {
    for (int column = 0; column < kWidth; ++column) {
      double sum = 0;
      for (int sample = 0; sample < kSamples * kSamples; ++sample) {
        const double u = column + (sample % kSamples + 0.5) / kSamples - kWidth / 2.0, v = row + (sample / kSamples + 0.5) / kSamples - kHeight / 2.0;
        const double far = 1 + kTilt * (u + 1.5 * v);
        const double right = (std::cos(kTurn) * u - std::sin(kTurn) * v) * far / density, down = (std::sin(kTurn) * u + std::cos(kTurn) * v) * far / density;
        sum += light(panel, x + right * pixels_per_mm, y + down * pixels_per_mm);
      }
      picture[static_cast<std::size_t>(row) * kWidth + static_cast<std::size_t>(column)] = sum / (kSamples * kSamples);
    }
  }
  blur(picture, 1, kWidth * kHeight);
  blur(picture, kWidth, kWidth * kHeight);
  Grey seen{kWidth, kHeight, std::vector<unsigned char>(picture.size())};
  std::uint32_t chance = 1;
  for (std::size_t i = 0; i < picture.size(); ++i) {
    chance = chance * 1664525 + 1013904223;
    const double noise = (static_cast<double>(chance >> 8) / (1 << 24) * 2 - 1) * kNoise;
    seen.pixels[i] = static_cast<unsigned char>(std::clamp(kBlack + (kWhite - kBlack) * picture[i] + noise, 0.0, 255.0));
  }
  return seen;
}

}  // namespace treffpunkt::test
