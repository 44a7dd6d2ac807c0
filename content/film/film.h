#pragma once
// What a film (WebM, VP8 or VP9) is and where its pictures lie in the file. Sound is left out. Untrusted input: everything is
// bounded, nothing is decoded. Any thread.

#include <cstdint>
#include <filesystem>
#include <vector>

#include "content/result/error.h"

namespace treffpunkt {

struct FilmPacket {
  std::uint64_t begin = 0, length = 0;  // bytes of the file
  double seconds = 0;                   // when it is to be seen, from the film's beginning
};

struct Film {
  enum class Codec { vp8, vp9 } codec = Codec::vp9;
  int width = 0, height = 0;  // pixels
  double seconds = 0;         // until the last picture's end
  std::vector<FilmPacket> packets;

  double pictures_a_second() const { return seconds > 0 ? static_cast<double>(packets.size()) / seconds : 0; }
};

inline constexpr std::uint64_t kLargestFilm = 100'000'000;  // bytes
inline constexpr int kLargestFilmSide = 1920;
inline constexpr double kLongestFilm = 15 * 60;  // seconds

// An Error says in words what is wrong, without the file's name.
Result<Film> read_film(const std::filesystem::path& file);

}  // namespace treffpunkt
