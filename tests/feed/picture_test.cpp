#include "feed/picture.h"

#include <doctest/doctest.h>
#include <vips/vips.h>

#include <memory>
#include <string>

namespace treffpunkt {
namespace {

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

PictureLibrary library() {
  auto started = PictureLibrary::start("feed_tests");
  REQUIRE(started.has_value());
  return *started;
}

// Something like a photo: smooth noise in three bands.
Image photo(int width, int height) {
  VipsImage *noise = nullptr, *smooth = nullptr, *bytes = nullptr, *colours = nullptr;
  REQUIRE(vips_gaussnoise(&noise, width, height, "seed", 7, "sigma", 60.0, nullptr) == 0);
  REQUIRE(vips_gaussblur(noise, &smooth, 3.0, nullptr) == 0);
  REQUIRE(vips_cast(smooth, &bytes, VIPS_FORMAT_UCHAR, nullptr) == 0);
  VipsImage* bands[] = {bytes, bytes, bytes};
  REQUIRE(vips_bandjoin(bands, &colours, 3, nullptr) == 0);
  VipsImage* copy = vips_image_copy_memory(colours);
  for (auto* image : {noise, smooth, bytes, colours}) g_object_unref(image);
  copy->Type = VIPS_INTERPRETATION_sRGB;
  return Image{copy};
}

std::string as_jpeg(VipsImage* image) {
  void* buffer = nullptr;
  std::size_t length = 0;
  REQUIRE(vips_jpegsave_buffer(image, &buffer, &length, "Q", 95, nullptr) == 0);
  std::string bytes(static_cast<char*>(buffer), length);
  g_free(buffer);
  return bytes;
}

std::string as_png(VipsImage* image) {
  void* buffer = nullptr;
  std::size_t length = 0;
  REQUIRE(vips_pngsave_buffer(image, &buffer, &length, nullptr) == 0);
  std::string bytes(static_cast<char*>(buffer), length);
  g_free(buffer);
  return bytes;
}

std::string svg(std::string_view attributes,
                std::string_view inner = "<rect width=\"50\" height=\"50\" fill=\"red\"/>") {
  return "<?xml version=\"1.0\"?>\n<!-- drawn by hand -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" " +
         std::string(attributes) + ">" + std::string(inner) + "</svg>";
}

TEST_CASE("a drawing becomes as wide as the screen, and its height follows") {
  const auto picture = library().normalise(svg("viewBox=\"0 0 300 200\""));
  REQUIRE(picture.has_value());
  CHECK(picture->media_type == "image/png");
  CHECK(picture->width == 1080);
  CHECK(picture->height == 720);
  CHECK(picture->bytes.starts_with("\x89PNG"));
}

TEST_CASE("a drawing that is a thread gets no picture of a hundred thousand lines") {
  const auto picture = library().normalise(svg("width=\"10\" height=\"100000\""));
  REQUIRE(picture.has_value());
  CHECK(picture->height <= kDrawingHeight);
}

TEST_CASE("a drawing cannot take other files of the publisher along") {
  const auto with = library().normalise(svg("width=\"60\" height=\"60\"", "<image href=\"file:///etc/hostname\"/>"));
  const auto without = library().normalise(svg("width=\"60\" height=\"60\"", ""));
  REQUIRE(with.has_value());
  REQUIRE(without.has_value());
  CHECK(with->bytes == without->bytes);
}

TEST_CASE("a photo becomes no larger than a screen, upright, without what the camera wrote into it") {
  const auto image = photo(2400, 1200);
  vips_image_set_string(image.get(), "exif-ifd0-Artist", "somebody (somebody, ASCII, 9 components, 9 bytes)");
  vips_image_set_int(image.get(), "orientation", 6);  // turned by a quarter
  const auto file = as_jpeg(image.get());
  REQUIRE(file.find("somebody") != std::string::npos);
  const auto picture = library().normalise(file);
  REQUIRE(picture.has_value());
  CHECK(picture->media_type == "image/jpeg");
  CHECK(picture->width == 800);
  CHECK(picture->height == 1600);
  CHECK(picture->bytes.find("somebody") == std::string::npos);
  CHECK(picture->bytes.find("Exif") == std::string::npos);
  CHECK(picture->bytes.size() < file.size());
}

TEST_CASE("a small photo is not blown up") {
  const auto picture = library().normalise(as_jpeg(photo(200, 100).get()));
  REQUIRE(picture.has_value());
  CHECK(picture->width == 200);
}

TEST_CASE("a photo saved as PNG becomes a JPEG, a drawing saved as PNG stays sharp") {
  const auto from_photo = library().normalise(as_png(photo(800, 600).get()));
  REQUIRE(from_photo.has_value());
  CHECK(from_photo->media_type == "image/jpeg");
  VipsImage* flat = nullptr;
  REQUIRE(vips_black(&flat, 800, 600, "bands", 3, nullptr) == 0);
  const auto from_drawing = library().normalise(as_png(Image{flat}.get()));
  REQUIRE(from_drawing.has_value());
  CHECK(from_drawing->media_type == "image/png");
}

TEST_CASE("equal pictures give equal bytes, run after run") {
  const auto file = as_jpeg(photo(2000, 1500).get());
  const auto first = library().normalise(file);
  REQUIRE(first.has_value());
  for (int run = 0; run < 3; ++run) CHECK(library().normalise(file)->bytes == first->bytes);
}

TEST_CASE("half a picture and other formats are refused, at whatever byte they end") {
  const auto jpeg = as_jpeg(photo(300, 300).get());
  const auto png = as_png(photo(300, 300).get());
  for (const auto& file : {jpeg, png}) {
    for (const std::size_t length : {std::size_t{4}, std::size_t{60}, file.size() / 2, file.size() * 9 / 10}) {
      CAPTURE(length);
      CHECK_FALSE(library().normalise(file.substr(0, length)).has_value());
    }
  }
  CHECK_FALSE(library().normalise("").has_value());
  CHECK_FALSE(library().normalise("GIF89a").has_value());
  CHECK_FALSE(library().normalise("<svg").has_value());
  CHECK_FALSE(library().normalise(svg("width=\"0\" height=\"0\"")).has_value());
  CHECK_FALSE(library().normalise(svg("", std::string(100'000, '<'))).has_value());
}

}  // namespace
}  // namespace treffpunkt
