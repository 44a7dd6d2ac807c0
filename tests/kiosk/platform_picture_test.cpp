#include "kiosk/platform/picture.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "kiosk/platform/picture_size.h"
#include "kiosk/platform/shrink.h"
#include "tests/support/temporary_folder.h"

namespace treffpunkt::platform {
namespace {

Pixels gradient(int width, int height) {
  Pixels pixels{width, height, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      pixels.rgba.push_back(0xFF000000 | static_cast<std::uint32_t>(y * 7 % 256) << 8 |
                            static_cast<std::uint32_t>(x * 5 % 256));
    }
  }
  return pixels;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>((value >> shift) & 0xFF);
  return bytes;
}

struct PictureFolder {
  test::TemporaryFolder folder;
  std::filesystem::path file = folder.path() / "picture.png";

  std::string write_gradient(int width, int height) const {
    REQUIRE(write_png(file, gradient(width, height)).has_value());
    return bytes_of(file);
  }
  Result<Pixels> read(const std::string& bytes, int maximum_width = 0) const {
    std::ofstream(file, std::ios::binary) << bytes;
    return read_picture(file, maximum_width);
  }
};

TEST_CASE_FIXTURE(PictureFolder, "what is written can be read, and equal pixels give equal bytes") {
  const std::string bytes = write_gradient(31, 17);
  CHECK(bytes == write_gradient(31, 17));
  const auto pixels = read_picture(file, 0);
  REQUIRE(pixels.has_value());
  CHECK(pixels->width == 31);
  CHECK(pixels->height == 17);
  CHECK(pixels->rgba == gradient(31, 17).rgba);
}

TEST_CASE_FIXTURE(PictureFolder, "a wide picture is scaled down in proportion, a narrow one is left") {
  write_gradient(200, 100);
  CHECK(read_picture(file, 50)->width == 50);
  CHECK(read_picture(file, 50)->height == 25);
  CHECK(read_picture(file, 300)->width == 200);
}

TEST_CASE_FIXTURE(PictureFolder, "a picture cut off anywhere is an error or a picture, never more") {
  const std::string bytes = write_gradient(40, 40);
  for (std::size_t length = 0; length < bytes.size(); length += 3) {
    const auto pixels = read(bytes.substr(0, length));
    if (pixels.has_value()) CHECK(pixels->rgba.size() == 1600);
  }
  CHECK_FALSE(read(bytes.substr(0, bytes.size() / 2)).has_value());
}

TEST_CASE_FIXTURE(PictureFolder, "a PNG that ends within a chunk does not hold up who reads it") {
  std::ifstream stream(std::filesystem::path(SOURCE_DIR) / "tests/fuzz/corpus/picture/cut-in-transparency.png", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  REQUIRE(bytes.size() == 66);
  CHECK_FALSE(read(bytes).has_value());
}

TEST_CASE_FIXTURE(PictureFolder, "a picture with a byte changed anywhere is an error or a picture, never more") {
  const std::string good = write_gradient(16, 16);
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 0x5A);
    const auto pixels = read(bad);
    if (pixels.has_value()) {
      CHECK(pixels->rgba.size() == static_cast<std::size_t>(pixels->width) * static_cast<std::size_t>(pixels->height));
    }
  }
}

TEST_CASE_FIXTURE(PictureFolder, "a small file that promises a giant picture is refused before it is decoded") {
  std::string bytes = write_gradient(4, 4);
  bytes.replace(16, 8, big_endian(60000) + big_endian(60000));
  const auto pixels = read(bytes);
  REQUIRE_FALSE(pixels.has_value());
  CHECK(pixels.error().message.find("60000x60000") != std::string::npos);
  CHECK(pixels.error().message.find(file.string()) != std::string::npos);
}

TEST_CASE_FIXTURE(PictureFolder, "what is no picture is an error that names the file") {
  for (const std::string& bytes :
       {std::string(), std::string("<svg/>"), std::string(5000, 'x'), std::string("\x89PNG\r\n\x1A\n"),
        std::string("\xFF\xD8\xFF"), std::string("RIFF\0\0\0\0WEBPVP8 ", 16)}) {
    const auto pixels = read(bytes);
    REQUIRE_FALSE(pixels.has_value());
    CHECK(pixels.error().message.find(file.string()) != std::string::npos);
  }
  CHECK_FALSE(read_picture(folder.path() / "missing.png", 0).has_value());
  CHECK_FALSE(read_picture(folder.path(), 0).has_value());
}

TEST_CASE_FIXTURE(PictureFolder, "an absurdly large file is refused unread") {
  std::ofstream(file, std::ios::binary) << "x";
  std::filesystem::resize_file(file, 33U << 20);
  const auto pixels = read_picture(file, 0);
  REQUIRE_FALSE(pixels.has_value());
  CHECK(pixels.error().message.find("32 MB") != std::string::npos);
}

TEST_CASE_FIXTURE(PictureFolder, "pixels that do not match their size are not written") {
  CHECK_FALSE(write_png(file, {2, 2, {1, 2, 3}}).has_value());
  CHECK_FALSE(write_png(file, {}).has_value());
  CHECK_FALSE(write_png(folder.path() / "missing" / "a.png", gradient(2, 2)).has_value());
}

TEST_CASE("the size of a JPEG stands behind other segments, that of a WebP in its first chunk") {
  const auto size = [](const std::string& bytes) {
    return picture_size({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  };
  const std::string jpeg("\xFF\xD8\xFF\xE0\x00\x04xx\xFF\xFF\xC0\x00\x11\x08\x01\x02\x03\x04", 18);
  REQUIRE(size(jpeg).has_value());
  CHECK(size(jpeg)->width == 0x304);
  CHECK(size(jpeg)->height == 0x102);
  CHECK_FALSE(size(jpeg.substr(0, 15)).has_value());
  const std::string webp("RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x0F\x01\0\x1F\0\0", 30);
  REQUIRE(size(webp).has_value());
  CHECK(size(webp)->width == 0x110);
  CHECK(size(webp)->height == 0x20);
  CHECK_FALSE(size(webp.substr(0, 29)).has_value());
  CHECK_FALSE(size(std::string("\xFF\xD8\xFF\xE0\x00\x00\xFF\xE0\x00\x00", 10)).has_value());
}

TEST_CASE("a smaller picture has the average of what it covers") {
  const Pixels small = shrunk(
      {4, 2, {0xFF000000, 0xFF0000FF, 0xFF00FF00, 0xFF00FF00, 0xFF000000, 0xFF0000FF, 0xFF00FF00, 0xFF00FF00}}, 2);
  CHECK(small.height == 1);
  REQUIRE(small.rgba.size() == 2);
  CHECK(small.rgba[0] == 0xFF000080);
  CHECK(small.rgba[1] == 0xFF00FF00);
}

TEST_CASE("what cannot be seen does not colour what can") {
  const Pixels small = shrunk({2, 1, {0xFF0000FF, 0x0000FF00}}, 1);
  CHECK(small.rgba == std::vector<std::uint32_t>{0x800000FF});
}

TEST_CASE("a line of pixels stays at least one pixel high") {
  const Pixels small = shrunk(gradient(1000, 1), 10);
  CHECK(small.width == 10);
  CHECK(small.height == 1);
  CHECK(small.rgba.size() == 10);
}

}  // namespace
}  // namespace treffpunkt::platform
