#include "kiosk/platform/picture.h"

#include <SDL_image.h>

#include <cstring>
#include <fstream>
#include <string>

#include "kiosk/platform/picture_size.h"
#include "kiosk/platform/sdl_pointers.h"
#include "kiosk/platform/shrink.h"

namespace treffpunkt::platform {
namespace {

constexpr std::uintmax_t kMaximumBytes = 32U << 20;
constexpr std::uint64_t kMaximumPixels = 40'000'000;

Result<std::vector<std::uint8_t>> read_file(const std::filesystem::path& file) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (error) return fail(file.string() + ": " + error.message());
  if (size > kMaximumBytes) return fail(file.string() + ": larger than 32 MB");
  std::vector<std::uint8_t> bytes(size);
  std::ifstream stream(file, std::ios::binary);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  if (!stream) return fail(file.string() + ": cannot be read");
  return bytes;
}

Pixels pixels_of(SDL_Surface& surface) {
  Pixels pixels{surface.w, surface.h, {}};
  pixels.rgba.resize(static_cast<std::size_t>(surface.w) * static_cast<std::size_t>(surface.h));
  for (int y = 0; y < surface.h; ++y) {
    const auto* row = static_cast<const std::uint8_t*>(surface.pixels) + static_cast<std::ptrdiff_t>(y) * surface.pitch;
    std::memcpy(pixels.rgba.data() + static_cast<std::ptrdiff_t>(y) * surface.w, row,
                static_cast<std::size_t>(surface.w) * sizeof(std::uint32_t));
  }
  return pixels;
}

SDL_Surface* load(const std::vector<std::uint8_t>& bytes, PictureFormat format) {
  SDL_RWops* stream = SDL_RWFromConstMem(bytes.data(), static_cast<int>(bytes.size()));
  if (stream == nullptr) return nullptr;
  const char* type = format == PictureFormat::png ? "PNG" : format == PictureFormat::jpeg ? "JPG" : "WEBP";
  return IMG_LoadTyped_RW(stream, 1, type);
}

}  // namespace

Result<Pixels> read_picture(const std::filesystem::path& file, int maximum_width) {
  auto bytes = read_file(file);
  if (!bytes) return tl::make_unexpected(std::move(bytes).error());
  // Before decoding: a few bytes can promise more pixels than there is memory.
  const auto size = picture_size(*bytes);
  if (!size) return fail(file.string() + ": not a whole PNG, JPEG or WebP picture");
  if (size->width == 0 || size->height == 0 || std::uint64_t{size->width} * size->height > kMaximumPixels) {
    return fail(file.string() + ": " + std::to_string(size->width) + "x" + std::to_string(size->height) +
                " pixels are too many");
  }
  const SurfacePointer decoded(load(*bytes, size->format));
  if (!decoded) return fail(file.string() + ": " + IMG_GetError());
  const SurfacePointer surface(SDL_ConvertSurfaceFormat(decoded.get(), SDL_PIXELFORMAT_RGBA32, 0));
  if (!surface) return fail(file.string() + ": " + SDL_GetError());
  return shrunk(pixels_of(*surface), maximum_width);
}

Result<void> write_png(const std::filesystem::path& file, const Pixels& pixels) {
  if (pixels.width <= 0 || pixels.height <= 0 ||
      pixels.rgba.size() != static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height)) {
    return fail(file.string() + ": no pixels to write");
  }
  // SDL does not write to the pixels of a surface that is only saved.
  const SurfacePointer surface(SDL_CreateRGBSurfaceWithFormatFrom(
      const_cast<std::uint32_t*>(pixels.rgba.data()), pixels.width, pixels.height, 32,
      pixels.width * static_cast<int>(sizeof(std::uint32_t)), SDL_PIXELFORMAT_RGBA32));
  if (!surface || IMG_SavePNG(surface.get(), file.c_str()) != 0) return fail(file.string() + ": " + SDL_GetError());
  return {};
}

}  // namespace treffpunkt::platform
