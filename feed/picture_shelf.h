#pragma once
// The pictures of one check or publishing: each is read and normalised once, however many items show it, and is known
// by its object's name from then on. One thread.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/media.h"
#include "content/result/error.h"
#include "feed/picture.h"

namespace treffpunkt {

// The path of an object below a feed's folder: "objects/ab/<sha256>".
std::filesystem::path object_path(std::string_view object);

class PictureShelf {
 public:
  // `sources` is the folder that pictures are named from. With `keep`, each normalised picture is written there under
  // its object_path; without, only its name and size are learnt.
  PictureShelf(const PictureLibrary& library, std::filesystem::path sources, std::optional<std::filesystem::path> keep);

  // The picture of that name ("pictures/cafe.svg") without its alternative text. An Error says what is wrong without
  // the name of the item; it is the same one each time.
  const Result<Picture>& picture(std::string_view name);

  bool was_used(std::string_view name) const { return known_.contains(name); }
  std::size_t count() const { return known_.size(); }

 private:
  Result<Picture> load(std::string_view name) const;

  const PictureLibrary& library_;
  std::filesystem::path sources_;
  std::optional<std::filesystem::path> keep_;
  std::map<std::string, Result<Picture>, std::less<>> known_;
};

}  // namespace treffpunkt
