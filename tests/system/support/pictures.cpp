#include "tests/system/support/pictures.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "kiosk/platform/shrink.h"

namespace treffpunkt::test {
namespace {

constexpr int kWidest = 16384;
constexpr std::uint32_t kEqual = 0xFFFFFFFF, kDifferent = 0xFF0000FF;

int largest_channel_difference(std::uint32_t one, std::uint32_t other) {
  int largest = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    largest =
        std::max(largest, std::abs(static_cast<int>(one >> shift & 0xFF) - static_cast<int>(other >> shift & 0xFF)));
  }
  return largest;
}

void write_picture(const std::filesystem::path& file, const Pixels& picture) {
  std::filesystem::create_directories(file.parent_path());
  const auto written = platform::write_png(file, picture);
  CHECK_MESSAGE(written.has_value(), written.error().message);
}

}  // namespace

Pixels picture_in(const std::filesystem::path& file) {
  auto pixels = platform::read_picture(file, kWidest);
  if (!pixels) FAIL(pixels.error().message);
  return std::move(*pixels);
}

Difference difference(const Pixels& one, const Pixels& other) {
  Difference difference;
  if (one.width != other.width || one.height != other.height) {
    difference.largest = 255;
    difference.pixels = std::max(one.rgba.size(), other.rgba.size());
    difference.picture = {1, 1, {kDifferent}};
    return difference;
  }
  difference.picture = {one.width, one.height, std::vector<std::uint32_t>(one.rgba.size(), kEqual)};
  for (std::size_t i = 0; i < one.rgba.size(); ++i) {
    const int largest = largest_channel_difference(one.rgba[i], other.rgba[i]);
    difference.largest = std::max(difference.largest, largest);
    if (largest <= kTolerance) continue;
    ++difference.pixels;
    difference.picture.rgba[i] = kDifferent;
  }
  return difference;
}

void check_golden_picture(const std::string& name, const Pixels& picture) {
  const auto stored_in = std::filesystem::path(SOURCE_DIR) / "tests/system/golden" / (name + ".png");
  const Pixels actual = platform::shrunk(picture, picture.width / 2);
  const bool stored = std::filesystem::exists(stored_in);
  const auto compared = difference(actual, stored ? picture_in(stored_in) : Pixels{});
  const auto shown_in = std::filesystem::path(BINARY_DIR) / "golden";
  if (compared.none()) {
    std::filesystem::remove(shown_in / (name + ".png"));
    std::filesystem::remove(shown_in / (name + ".difference.png"));
    return;
  }
  if (std::getenv("TREFFPUNKT_REBASELINE") != nullptr) return write_picture(stored_in, actual);
  write_picture(shown_in / (name + ".png"), actual);
  write_picture(shown_in / (name + ".difference.png"), compared.picture);
  FAIL_CHECK(
      compared.pixels << " pixels differ, by up to " << compared.largest << ", from " << stored_in.string() << ": see "
                      << (shown_in / (name + ".png")).string() << " and " << name
                      << ".difference.png beside it. Is it meant? tools/test --rebaseline writes the stored one anew");
}

}  // namespace treffpunkt::test
