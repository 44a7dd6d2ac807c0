#pragma once
// A feed's items in their stored order, and by id, while its store is being made. Keeps pointers into the feed.
// One thread.

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "content/language/zone.h"
#include "content/model/feed.h"

namespace treffpunkt {

class Contents {
 public:
  explicit Contents(const Feed& feed);

  const FeedHeader& header() const { return header_; }

  struct Numbered {
    std::int64_t number;  // item.number
    const AnyItem* item;
  };
  const std::vector<Numbered>& items() const { return items_; }

  template <typename T>
  struct Typed {
    std::int64_t number;
    const T* item;
  };
  template <typename T>
  std::vector<Typed<T>> all() const {
    std::vector<Typed<T>> found;
    for (const auto& [number, item] : items_) {
      if (const auto* typed = std::get_if<T>(item)) found.push_back({number, typed});
    }
    return found;
  }

  // nullptr: no such item; a feed may name what it does not have.
  const Location* location(std::string_view id) const { return find(locations_, id); }
  const Organization* organization(std::string_view id) const { return find(organizations_, id); }
  const Topic* topic(std::string_view id) const { return find(topics_, id); }

  // As to_instant. Remembers: thousands of dates share their times, and ICU takes its time.
  Instant instant(LocalTime local, const std::string& zone);

 private:
  template <typename T>
  using ById = std::unordered_map<std::string_view, const T*>;
  template <typename T>
  static const T* find(const ById<T>& map, std::string_view id) {
    const auto found = map.find(id);
    return found == map.end() ? nullptr : found->second;
  }

  const FeedHeader& header_;
  std::vector<Numbered> items_;
  ById<Location> locations_;
  ById<Organization> organizations_;
  ById<Topic> topics_;
  std::unordered_map<std::string, std::unordered_map<std::int64_t, Instant>> instants_;
};

}  // namespace treffpunkt
