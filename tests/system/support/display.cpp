#include "tests/system/support/display.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>

#include "tests/system/support/files.h"

namespace treffpunkt::test {
namespace {

// The file that Xvfb keeps its pixels in is an X window dump: a header of words, high byte first; colours; pixels.
enum HeaderWord { kHeaderSize = 0, kWidth = 4, kHeight = 5, kBytesPerLine = 12, kColours = 19, kHeaderWords = 25 };
constexpr std::size_t kBytesPerColour = 12;

std::string read_line(int descriptor) {
  std::string line;
  for (char c = 0; ::read(descriptor, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

}  // namespace

Display::Display(int width, int height) {
  std::array<int, 2> answer{};
  REQUIRE(::pipe2(answer.data(), O_CLOEXEC) == 0);
  Surroundings surroundings;
  surroundings.descriptors = {answer[1]};
  server_.emplace(Words{program_of_the_system("Xvfb"), "-displayfd", std::to_string(answer[1]), "-screen", "0",
                        std::to_string(width) + "x" + std::to_string(height) + "x24", "-fbdir", folder_.path(),
                        "-nocursor", "-nolisten", "tcp"},
                  surroundings);
  ::close(answer[1]);
  name_ = ":" + read_line(answer[0]);
  ::close(answer[0]);
  REQUIRE_MESSAGE(name_.size() > 1, "Xvfb does not start");
}

Surroundings Display::surroundings() const {
  Surroundings surroundings;
  surroundings.variables = {{"DISPLAY", name_}, {"SDL_VIDEODRIVER", "x11"}, {"SDL_RENDER_DRIVER", "software"}};
  return surroundings;
}

Pixels Display::picture() const {
  const auto bytes = text_of(folder_.path() / "Xvfb_screen0");
  const auto word = [&](std::size_t index) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes.at(4 * index + i));
    return value;
  };
  REQUIRE(bytes.size() > std::size_t{4} * kHeaderWords);
  Pixels pixels{static_cast<int>(word(kWidth)), static_cast<int>(word(kHeight)), {}};
  const std::size_t begin = word(kHeaderSize) + word(kColours) * kBytesPerColour;
  REQUIRE(bytes.size() >= begin + word(kHeight) * word(kBytesPerLine));
  pixels.rgba.reserve(word(kWidth) * word(kHeight));
  for (std::size_t y = 0; y < word(kHeight); ++y) {
    for (std::size_t x = 0; x < word(kWidth); ++x) {
      const auto* bgr = reinterpret_cast<const unsigned char*>(bytes.data()) + begin + y * word(kBytesPerLine) + 4 * x;
      pixels.rgba.push_back(0xFF000000U | std::uint32_t{bgr[0]} << 16 | std::uint32_t{bgr[1]} << 8 | bgr[2]);
    }
  }
  return pixels;
}

void Display::click(int x, int y) const {
  const auto clicked =
      run({program_of_the_system("xdotool"), "mousemove", std::to_string(x), std::to_string(y), "click", "1"},
          surroundings());
  CHECK_MESSAGE(clicked.code == 0, clicked.output);
}

}  // namespace treffpunkt::test
