#pragma once
// One generation of a feed: a header and its items. content.ndjson is its text, content.db its store.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "content/model/event.h"
#include "content/model/location.h"
#include "content/model/organization.h"
#include "content/model/page.h"
#include "content/model/service.h"

namespace treffpunkt {

inline constexpr int kFeedFormat = 1;

struct FeedHeader {
  int format = kFeedFormat;
  std::string id;                      // "harburg"
  std::uint64_t generation = 0;        // counts up when an item changes
  std::string default_language = "de";
  std::vector<std::string> languages;  // offered, in the order of the language screen
  std::string time_zone = "Europe/Berlin";
  bool demo = false;                   // true: every screen says that this is an example

  bool operator==(const FeedHeader&) const = default;
};

using AnyItem = std::variant<Event, Location, News, Notice, Organization, Page, Service, Survey, Topic>;

struct Feed {
  FeedHeader header;
  std::vector<AnyItem> items;  // sorted by type name, then id, as bytes
};

}  // namespace treffpunkt
