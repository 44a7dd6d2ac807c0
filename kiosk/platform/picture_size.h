#pragma once
// What a picture file says about itself in its first bytes, without decoding it. Pure; any bytes are fine.

#include <cstdint>
#include <optional>
#include <span>

namespace treffpunkt::platform {

enum class PictureFormat { png, jpeg, webp };

struct PictureSize {
  PictureFormat format = PictureFormat::png;
  std::uint32_t width = 0, height = 0;
};

// nullopt: not one of the three formats, or cut off: before the size, a PNG anywhere.
std::optional<PictureSize> picture_size(std::span<const std::uint8_t> bytes);

}  // namespace treffpunkt::platform
