#include "kiosk/text/shelves.h"

namespace treffpunkt::text {

std::optional<Shelves::Place> Shelves::put(int width, int height) {
  if (width > page_size_ || height > page_size_) return std::nullopt;
  for (Shelf& shelf : shelves_) {
    const bool fits = height <= shelf.height && height * 4 >= shelf.height * 3;
    if (!fits || shelf.used + width > page_size_) continue;
    shelf.used += width;
    return Place{shelf.used - width, shelf.y};
  }
  if (bottom_ + height > page_size_) return std::nullopt;
  shelves_.push_back({bottom_, height, width});
  bottom_ += height;
  return Place{0, shelves_.back().y};
}

}  // namespace treffpunkt::text
