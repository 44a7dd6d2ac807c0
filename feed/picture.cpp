#include "feed/picture.h"

#include <fmt/format.h>
#include <vips/vips.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace treffpunkt {
namespace {

constexpr int kJpegQuality = 82;
constexpr int kPngCompression = 9;

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

struct Free {
  void operator()(void* bytes) const { g_free(bytes); }
};

// What libvips says, on one line, without its own names for things where that is easy.
std::string reason() {
  std::string text = vips_error_buffer();
  vips_error_clear();
  text = text.substr(0, text.find('\n'));
  return text.substr(0, 200);
}

enum class Kind { none, svg, png, jpeg };

Kind kind_of(std::string_view file) {
  if (file.starts_with("\x89PNG\r\n\x1a\n")) return Kind::png;
  if (file.starts_with("\xff\xd8\xff")) return Kind::jpeg;
  // An SVG may begin with a declaration and comments; its root stands near the start.
  const std::string_view start = file.substr(0, 4096);
  const auto text = start.find_first_not_of("\xef\xbb\xbf \t\r\n");
  if (text != std::string_view::npos && start[text] == '<' && start.find("<svg") != std::string_view::npos) {
    return Kind::svg;
  }
  return Kind::none;
}

Result<Image> loaded(int status, VipsImage* image) {
  Image owned{image};
  if (status != 0) return fail(fmt::format("not a picture that can be read ({})", reason()));
  return owned;
}

Result<Image> load(std::string_view file, Kind kind, double scale) {
  void* bytes = const_cast<char*>(file.data());  // libvips only reads it
  VipsImage* image = nullptr;
  int status = -1;
  // Stop at a truncated file: half a photo on the wall is worse than a message to staff.
  switch (kind) {
    case Kind::png:
      status = vips_pngload_buffer(bytes, file.size(), &image, "fail_on", VIPS_FAIL_ON_TRUNCATED, "access",
                                   VIPS_ACCESS_SEQUENTIAL, nullptr);
      break;
    case Kind::jpeg:
      status = vips_jpegload_buffer(bytes, file.size(), &image, "fail_on", VIPS_FAIL_ON_TRUNCATED, "access",
                                    VIPS_ACCESS_SEQUENTIAL, nullptr);
      break;
    case Kind::svg:
      status = vips_svgload_buffer(bytes, file.size(), &image, "scale", scale, nullptr);
      break;
    case Kind::none:
      return fail("not a picture (SVG, PNG or JPEG)");
  }
  return loaded(status, image);
}

Result<void> check_size(const VipsImage* image) {
  const auto pixels = static_cast<std::uint64_t>(image->Xsize) * static_cast<std::uint64_t>(image->Ysize);
  if (pixels <= kMostPixels) return {};
  return fail(fmt::format("too large a picture: {} x {} pixels, at most {} million are allowed", image->Xsize,
                          image->Ysize, kMostPixels / 1'000'000));
}

Result<NormalisedPicture> saved(int status, void* buffer, std::size_t length, const VipsImage* image,
                                std::string_view media_type) {
  const std::unique_ptr<void, Free> owned{buffer};
  if (status != 0) return fail(fmt::format("not a picture that can be read ({})", reason()));
  return NormalisedPicture{std::string(static_cast<const char*>(buffer), length), std::string(media_type), image->Xsize,
                           image->Ysize};
}

Result<NormalisedPicture> save_png(VipsImage* image) {
  void* buffer = nullptr;
  std::size_t length = 0;
  const int status = vips_pngsave_buffer(image, &buffer, &length, "compression", kPngCompression, "strip", TRUE,
                                         "filter", VIPS_FOREIGN_PNG_FILTER_ALL, nullptr);
  return saved(status, buffer, length, image, "image/png");
}

Result<NormalisedPicture> save_jpeg(VipsImage* image) {
  void* buffer = nullptr;
  std::size_t length = 0;
  const int status =
      vips_jpegsave_buffer(image, &buffer, &length, "Q", kJpegQuality, "strip", TRUE, "optimize_coding", TRUE, nullptr);
  return saved(status, buffer, length, image, "image/jpeg");
}

void say_nothing(const char*, GLogLevelFlags, const char*, void*) {}

// The pixels are wanted twice at most; kept in memory so that a lazy pipeline does not decode the file again.
Result<Image> in_memory(VipsImage* image) {
  VipsImage* copy = vips_image_copy_memory(image);
  return loaded(copy == nullptr ? -1 : 0, copy);
}

Result<NormalisedPicture> rasterise(std::string_view file) {
  const auto natural = load(file, Kind::svg, 1.0);
  if (!natural) return tl::make_unexpected(natural.error());
  const double wide = static_cast<double>(kDrawingWidth) / (*natural)->Xsize;
  const double high = static_cast<double>(kDrawingHeight) / (*natural)->Ysize;
  const auto image = load(file, Kind::svg, std::min(wide, high));
  if (!image) return tl::make_unexpected(image.error());
  if (const auto size = check_size(image->get()); !size) return tl::make_unexpected(size.error());
  return save_png(image->get());
}

// Upright, in sRGB, no larger than a screen. From the loaded picture and not by vips_thumbnail_buffer, which takes half
// a file for a whole one.
Result<Image> for_screen(VipsImage* photo) {
  VipsImage* image = nullptr;
  const int status = vips_thumbnail_image(photo, &image, kPhotoSide, "height", kPhotoSide, "size", VIPS_SIZE_DOWN,
                                          "export_profile", "srgb", nullptr);
  auto lazy = loaded(status, image);
  if (!lazy) return lazy;
  return in_memory(lazy->get());
}

Result<NormalisedPicture> reduce(std::string_view file, Kind kind) {
  const auto photo = load(file, kind, 1.0);
  if (!photo) return tl::make_unexpected(photo.error());
  if (const auto size = check_size(photo->get()); !size) return tl::make_unexpected(size.error());
  const auto image = for_screen(photo->get());
  if (!image) return tl::make_unexpected(image.error());
  if (kind == Kind::jpeg) return save_jpeg(image->get());
  auto png = save_png(image->get());
  if (!png || vips_image_hasalpha(image->get())) return png;
  auto jpeg = save_jpeg(image->get());
  return jpeg && jpeg->bytes.size() * 3 < png->bytes.size() ? jpeg : png;
}

}  // namespace

Result<PictureLibrary> PictureLibrary::start(const char* program) {
  if (VIPS_INIT(program) != 0) return fail(fmt::format("the picture library does not start: {}", reason()));
  // What it writes to the terminal beside an error would drown our own message.
  g_log_set_default_handler(say_nothing, nullptr);
  // Its cache knows memory by its address, and ours is used again for the next picture.
  vips_cache_set_max(0);
  // Of all the formats that it reads, only ours.
  vips_operation_block_set("VipsForeignLoad", TRUE);
  for (const char* format : {"VipsForeignLoadSvg", "VipsForeignLoadPng", "VipsForeignLoadJpeg"}) {
    vips_operation_block_set(format, FALSE);
  }
  return PictureLibrary{};
}

Result<NormalisedPicture> PictureLibrary::normalise(std::string_view file) const {
  if (file.size() > kLargestPictureFile) {
    return fail(
        fmt::format("too large a file: {} MB, at most {} are allowed", file.size() >> 20, kLargestPictureFile >> 20));
  }
  const Kind kind = kind_of(file);
  return kind == Kind::svg ? rasterise(file) : reduce(file, kind);
}

}  // namespace treffpunkt
