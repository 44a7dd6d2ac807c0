#include "kiosk/text/layout_cache.h"

#include <functional>

namespace treffpunkt::text {

// The text tells nearly all paragraphs apart; width and size do the rest (the same title on a card and as a heading).
std::size_t LayoutCache::Hash::operator()(const Paragraph* paragraph) const {
  std::size_t hash = std::hash<std::string>{}(paragraph->text);
  for (const float value : {paragraph->size, paragraph->width}) {
    hash = hash * 0x9E3779B97F4A7C15ULL + std::hash<float>{}(value);
  }
  return hash;
}

std::shared_ptr<const Layout> LayoutCache::find(const Paragraph& paragraph) {
  const auto place = places_.find(&paragraph);
  if (place == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, place->second);
  return entries_.front().second;
}

void LayoutCache::insert(const Paragraph& paragraph, std::shared_ptr<const Layout> layout) {
  if (entries_.size() >= maximum_) {
    places_.erase(&entries_.back().first);
    entries_.pop_back();
  }
  entries_.emplace_front(paragraph, std::move(layout));
  places_.emplace(&entries_.front().first, entries_.begin());
}

}  // namespace treffpunkt::text
