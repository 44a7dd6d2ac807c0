#pragma once
// A picture from the sources as the feed carries it: drawings (SVG) rasterised, photos made no larger than a kiosk can
// show, everything that a camera wrote beside the picture (place, name, thumbnail) taken out. libvips underneath.
//
// Not a general converter: SVG, PNG and JPEG come in, PNG and JPEG go out; equal input gives equal bytes. Calls may
// come from one thread at a time; libvips uses more of its own. A file that is no picture is an Error without the
// file's name, for the caller knows the line that names it.

#include <filesystem>
#include <string>
#include <string_view>

#include "content/result/error.h"

namespace treffpunkt {

inline constexpr std::uint64_t kLargestPictureFile = 32ull << 20;  // bytes
inline constexpr std::uint64_t kMostPixels = 60'000'000;
inline constexpr int kDrawingWidth = 1080;       // of a rasterised SVG: the width of a kiosk's screen
inline constexpr int kDrawingHeight = 4 * 1080;  // at most
inline constexpr int kPhotoSide = 1600;          // the longer side of a photo, at most

struct NormalisedPicture {
  std::string bytes;
  std::string media_type;  // "image/png" or "image/jpeg"
  int width = 0;           // pixels
  int height = 0;
};

// libvips in this process. Start it once, in main, and keep it as long as pictures are normalised.
class PictureLibrary {
 public:
  static Result<PictureLibrary> start(const char* program);

  // A JPEG stays a JPEG (quality 82), an SVG becomes a PNG, a PNG stays one unless it is opaque and a third of the size
  // as a JPEG: then it is a photo.
  Result<NormalisedPicture> normalise(std::string_view file) const;

 private:
  PictureLibrary() = default;
};

}  // namespace treffpunkt
