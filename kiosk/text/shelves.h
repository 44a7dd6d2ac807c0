#pragma once
// Places for glyph images on one page, in rows: a shelf is as high as the first image put on it, images of nearly that
// height follow. Pure.

#include <optional>
#include <vector>

namespace treffpunkt::text {

class Shelves {
 public:
  explicit Shelves(int page_size) : page_size_(page_size) {}

  struct Place {
    int x = 0, y = 0;
  };
  // nullopt: the page has no room for an image of this size.
  std::optional<Place> put(int width, int height);

 private:
  struct Shelf {
    int y = 0, height = 0, used = 0;
  };
  int page_size_;
  int bottom_ = 0;
  std::vector<Shelf> shelves_;
};

}  // namespace treffpunkt::text
