#include "content/film/film.h"

#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/targets.h"

namespace treffpunkt::fuzz {

void film(std::string_view input) {
  const MemoryFile file(input);
  const auto film = read_film(file.path());
  if (!film) {
    must(!film.error().message.empty(), "an error says what is wrong");
    return;
  }
  must(film->width > 0 && film->width <= kLargestFilmSide && film->height > 0 && film->height <= kLargestFilmSide,
       "a film has a size that fits");
  must(film->seconds >= 0 && film->seconds <= kLongestFilm, "a film ends");
  for (const auto& packet : film->packets) {
    must(packet.begin <= input.size() && packet.length <= input.size() - packet.begin, "its pictures lie in the file");
  }
}

}  // namespace treffpunkt::fuzz
