#include "kiosk/platform/picture.h"

#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/targets.h"

namespace treffpunkt::fuzz {

void picture(std::string_view input) {
  const MemoryFile file(input);
  for (const int maximum_width : {64, 1080}) {
    const auto pixels = platform::read_picture(file.path(), maximum_width);
    if (!pixels) {
      must(!pixels.error().message.empty(), "an error says what is wrong");
      return;
    }
    must(pixels->width > 0 && pixels->height > 0 && pixels->width <= maximum_width, "a picture fits");
    must(pixels->rgba.size() == static_cast<std::size_t>(pixels->width) * static_cast<std::size_t>(pixels->height),
         "a picture has all of its pixels");
  }
}

}  // namespace treffpunkt::fuzz
