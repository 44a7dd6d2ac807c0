#pragma once
// A small film made with Debian's vpxenc: a bright bar on grey wanders to the right, six pixels a picture.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace treffpunkt::test {

struct TestFilm {
  int width = 320, height = 240, rate = 25, pictures = 50;
  std::string codec = "vp8";
};

inline std::filesystem::path make_film(const std::filesystem::path& file, const TestFilm& film = {}) {
  const auto raw = file.string() + ".y4m";
  {
    std::ofstream out(raw, std::ios::binary);
    out << "YUV4MPEG2 W" << film.width << " H" << film.height << " F" << film.rate << ":1 Ip A1:1 C420\n";
    const auto pixels = static_cast<std::size_t>(film.width * film.height);
    for (int i = 0; i < film.pictures; ++i) {
      std::string luma(pixels, '\x40');
      for (int y = 0; y < film.height; ++y) {
        for (int x = 0; x < 20; ++x) luma[static_cast<std::size_t>(y * film.width + (i * 6 + x) % film.width)] = '\xEB';
      }
      out << "FRAME\n" << luma << std::string(pixels / 2, '\x80');
    }
  }
  const std::string command = "vpxenc --codec=" + film.codec + " --rt --cpu-used=8 --target-bitrate=300 --quiet -o '" + file.string() +
                              "' '" + raw + "' >/dev/null 2>&1";
  REQUIRE(std::system(command.c_str()) == 0);
  std::filesystem::remove(raw);
  return file;
}

}  // namespace treffpunkt::test
