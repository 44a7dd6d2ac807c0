#pragma once
// The pictures of a film one after the other, decoded with libvpx. Untrusted input. One thread at a time, never the UI's.

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

#include "content/film/film.h"
#include "kiosk/platform/picture.h"

struct vpx_codec_ctx;

namespace treffpunkt::platform {

struct FilmPicture {
  Pixels pixels;
  double seconds = 0;  // when it is to be seen, from the film's beginning
};

class FilmDecoder {
 public:
  static Result<FilmDecoder> open(const std::filesystem::path& file);
  FilmDecoder(FilmDecoder&&) noexcept;
  ~FilmDecoder();

  // nullopt: that was the last one. A picture that cannot be decoded is an Error and the film's end.
  Result<std::optional<FilmPicture>> next();
  const Film& film() const { return film_; }

 private:
  struct Destroy {
    void operator()(vpx_codec_ctx* codec) const;
  };
  FilmDecoder(Film film, std::ifstream file, std::unique_ptr<vpx_codec_ctx, Destroy> codec);

  Film film_;
  std::ifstream file_;
  std::unique_ptr<vpx_codec_ctx, Destroy> codec_;
  std::size_t at_ = 0;
};

}  // namespace treffpunkt::platform
