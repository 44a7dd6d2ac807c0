#include "feed/film_shelf.h"

#include <fmt/format.h>

#include "content/film/film.h"
#include "feed/picture_shelf.h"
#include "feed/source_folder.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/key.h"

namespace treffpunkt {
namespace {

constexpr double kRounding = 0.1;  // times in a film are whole milliseconds

std::string why_not(const Film& film) {
  const bool large = film.width >= kSmallestFilmWidth && film.height >= kSmallestFilmHeight;
  if (!large) {
    return fmt::format("has {} x {} pixels: sign language needs at least {} x {}", film.width, film.height,
                       kSmallestFilmWidth, kSmallestFilmHeight);
  }
  if (film.pictures_a_second() < kFewestPictures - kRounding) {
    return fmt::format("has {:.1f} pictures a second: sign language needs at least {}", film.pictures_a_second(),
                       kFewestPictures);
  }
  return {};
}

}  // namespace

FilmShelf::FilmShelf(std::filesystem::path sources, std::optional<std::filesystem::path> keep)
    : sources_(std::move(sources)), keep_(std::move(keep)) {}

const Result<Video>& FilmShelf::film(std::string_view name) {
  const auto known = known_.find(name);
  if (known != known_.end()) return known->second;
  return known_.emplace(name, load(name)).first->second;
}

Result<Video> FilmShelf::load(std::string_view name) const {
  const auto file = inside(sources_, name);
  if (!file) return tl::make_unexpected(file.error());
  const auto film = read_film(*file);
  const auto wrong = film ? why_not(*film) : film.error().message;
  if (!wrong.empty()) return fail(fmt::format("'{}' {}", name, wrong));
  const auto bytes = read_bounded(*file, kLargestFilm);
  if (!bytes) return tl::make_unexpected(bytes.error());
  Video video;
  video.object = tuf::sha256_hex(*bytes);
  video.length = bytes->size();
  if (keep_) {
    const auto written = write_quickly(*keep_ / object_path(video.object), *bytes);
    if (!written) return tl::make_unexpected(written.error());
  }
  return video;
}

}  // namespace treffpunkt
