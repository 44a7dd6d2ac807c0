#pragma once
// The sign-language films of one check or publishing: each is checked once, however many items show it, and is known by
// its object's name from then on. A film is published as it is. One thread.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/media.h"
#include "content/result/error.h"

namespace treffpunkt {

// What can be read from a stranger's hands and lips.
inline constexpr int kSmallestFilmWidth = 320, kSmallestFilmHeight = 240;
inline constexpr double kFewestPictures = 25;  // a second

class FilmShelf {
 public:
  // As PictureShelf: `sources` is the folder that films are named from; with `keep` they are copied there.
  FilmShelf(std::filesystem::path sources, std::optional<std::filesystem::path> keep);

  // The film of that name ("films/cafe.webm") without its alternative text. An Error says in words what is wrong.
  const Result<Video>& film(std::string_view name);
  bool was_used(std::string_view name) const { return known_.contains(name); }

 private:
  Result<Video> load(std::string_view name) const;

  std::filesystem::path sources_;
  std::optional<std::filesystem::path> keep_;
  std::map<std::string, Result<Video>, std::less<>> known_;
};

}  // namespace treffpunkt
