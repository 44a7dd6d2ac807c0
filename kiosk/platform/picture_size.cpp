#include "kiosk/platform/picture_size.h"

#include <algorithm>
#include <string_view>

namespace treffpunkt::platform {
namespace {

using Bytes = std::span<const std::uint8_t>;

bool has(Bytes bytes, std::size_t at, std::string_view text) {
  return bytes.size() >= at + text.size() &&
         std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

std::uint32_t big_endian(Bytes bytes, std::size_t at, std::size_t length) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < length; ++i) value = (value << 8) | bytes[at + i];
  return value;
}

std::uint32_t little_endian(Bytes bytes, std::size_t at, std::size_t length) {
  std::uint32_t value = 0;
  for (std::size_t i = length; i > 0; --i) value = (value << 8) | bytes[at + i - 1];
  return value;
}

// SDL2_image does not tell libpng that a file is at its end: of one that was cut off it reads the last chunk again, for
// ever.
bool has_all_chunks(Bytes png) {
  for (std::size_t at = 8; at + 12 <= png.size();) {
    const std::size_t length = big_endian(png, at, 4);
    if (length > png.size() - at - 12) return false;
    if (has(png, at + 4, "IEND")) return true;
    at += 12 + length;
  }
  return false;
}

std::optional<PictureSize> png_size(Bytes bytes) {
  if (bytes.size() < 24 || !has(bytes, 12, "IHDR") || !has_all_chunks(bytes)) return std::nullopt;
  return PictureSize{PictureFormat::png, big_endian(bytes, 16, 4), big_endian(bytes, 20, 4)};
}

// Segments follow one another by length; the size stands in the first "start of frame" (C0 to CF, but not DHT C4, JPG
// C8 and DAC CC).
std::optional<PictureSize> jpeg_size(Bytes bytes) {
  std::size_t at = 2;
  while (at + 4 <= bytes.size()) {
    if (bytes[at] != 0xFF) return std::nullopt;
    const std::uint8_t marker = bytes[at + 1];
    if (marker == 0xFF) {  // a fill byte
      ++at;
      continue;
    }
    const bool has_length = !(marker == 0x01 || (marker >= 0xD0 && marker <= 0xD9));
    if (!has_length) {
      at += 2;
      continue;
    }
    const bool start_of_frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (start_of_frame) {
      if (at + 9 > bytes.size()) return std::nullopt;
      return PictureSize{PictureFormat::jpeg, big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2)};
    }
    at += 2 + std::max<std::size_t>(2, big_endian(bytes, at + 2, 2));
  }
  return std::nullopt;
}

// Three kinds of first chunk: lossy, lossless, extended.
std::optional<PictureSize> webp_size(Bytes bytes) {
  if (bytes.size() < 30) return std::nullopt;
  if (has(bytes, 12, "VP8 ")) {
    return PictureSize{PictureFormat::webp, little_endian(bytes, 26, 2) & 0x3FFF, little_endian(bytes, 28, 2) & 0x3FFF};
  }
  if (has(bytes, 12, "VP8L")) {
    const std::uint32_t bits = little_endian(bytes, 21, 4);
    return PictureSize{PictureFormat::webp, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1};
  }
  if (has(bytes, 12, "VP8X")) {
    return PictureSize{PictureFormat::webp, little_endian(bytes, 24, 3) + 1, little_endian(bytes, 27, 3) + 1};
  }
  return std::nullopt;
}

}  // namespace

std::optional<PictureSize> picture_size(Bytes bytes) {
  if (has(bytes, 0, "\x89PNG\r\n\x1A\n")) return png_size(bytes);
  if (has(bytes, 0, "\xFF\xD8\xFF")) return jpeg_size(bytes);
  if (has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP")) return webp_size(bytes);
  return std::nullopt;
}

}  // namespace treffpunkt::platform
