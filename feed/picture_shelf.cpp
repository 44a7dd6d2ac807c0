#include "feed/picture_shelf.h"

#include <fmt/format.h>

#include "feed/source_folder.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/key.h"

namespace treffpunkt {

std::filesystem::path object_path(std::string_view object) {
  return std::filesystem::path("objects") / object.substr(0, 2) / object;
}

PictureShelf::PictureShelf(const PictureLibrary& library, std::filesystem::path sources,
                           std::optional<std::filesystem::path> keep)
    : library_(library), sources_(std::move(sources)), keep_(std::move(keep)) {}

const Result<Picture>& PictureShelf::picture(std::string_view name) {
  const auto known = known_.find(name);
  if (known != known_.end()) return known->second;
  return known_.emplace(name, load(name)).first->second;
}

Result<Picture> PictureShelf::load(std::string_view name) const {
  const auto file = inside(sources_, name);
  if (!file) return tl::make_unexpected(file.error());
  std::error_code error;
  const auto length = std::filesystem::file_size(*file, error);
  if (!error && length > kLargestPictureFile) {
    return fail(fmt::format("'{}' is too large a file: {} MB, at most {} are allowed", name, length >> 20,
                            kLargestPictureFile >> 20));
  }
  const auto bytes = read_bounded(*file, kLargestPictureFile);
  if (!bytes) return tl::make_unexpected(bytes.error());
  const auto normalised = library_.normalise(*bytes);
  if (!normalised) return fail(fmt::format("'{}' is {}", name, normalised.error().message));
  Picture picture;
  picture.object = tuf::sha256_hex(normalised->bytes);
  picture.media_type = normalised->media_type;
  picture.width = normalised->width;
  picture.height = normalised->height;
  picture.length = normalised->bytes.size();
  if (keep_) {
    const auto written = write_quickly(*keep_ / object_path(picture.object), normalised->bytes);
    if (!written) return tl::make_unexpected(written.error());
  }
  return picture;
}

}  // namespace treffpunkt
