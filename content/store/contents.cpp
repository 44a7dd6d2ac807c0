#include "content/store/contents.h"

#include <algorithm>

#include "content/json/item_json.h"

namespace treffpunkt {

Contents::Contents(const Feed& feed) : header_(feed.header) {
  items_.reserve(feed.items.size());
  for (const auto& item : feed.items) items_.push_back({0, &item});
  std::stable_sort(items_.begin(), items_.end(), [](const Numbered& a, const Numbered& b) {
    return a.item->index() != b.item->index() ? a.item->index() < b.item->index() : id_of(*a.item) < id_of(*b.item);
  });
  std::int64_t number = 0;
  for (auto& entry : items_) {
    entry.number = ++number;
    if (const auto* location = std::get_if<Location>(entry.item)) locations_.emplace(location->id, location);
    if (const auto* organization = std::get_if<Organization>(entry.item)) {
      organizations_.emplace(organization->id, organization);
    }
    if (const auto* topic = std::get_if<Topic>(entry.item)) topics_.emplace(topic->id, topic);
  }
}

Instant Contents::instant(LocalTime local, const std::string& zone) {
  auto& known = instants_[zone];
  const auto [entry, fresh] = known.try_emplace(local.time_since_epoch().count());
  if (fresh) entry->second = to_instant(local, zone);
  return entry->second;
}

}  // namespace treffpunkt
