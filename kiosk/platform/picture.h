#pragma once
// Picture files: decoding what the feed brought, writing screenshots. SDL2_image underneath. Any thread.

#include <cstdint>
#include <filesystem>
#include <vector>

#include "content/result/error.h"

namespace treffpunkt::platform {

struct Pixels {
  int width = 0, height = 0;
  std::vector<std::uint32_t> rgba;  // straight alpha, R in the lowest byte
};

// Bounded: files over 32 MB and pictures over 40 megapixels are an Error. `maximum_width`: scaled down to it, smoothly.
Result<Pixels> read_picture(const std::filesystem::path& file, int maximum_width);
// PNG, equal bytes for equal pixels.
Result<void> write_png(const std::filesystem::path& file, const Pixels& pixels);

}  // namespace treffpunkt::platform
