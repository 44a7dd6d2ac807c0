#pragma once
// Stores in a folder that is gone afterwards, and feeds written as JSON.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "content/json/item_json.h"
#include "content/language/zone.h"
#include "content/store/build.h"
#include "content/store/store.h"
#include "tests/support/temporary_folder.h"

namespace treffpunkt {

class TestStore {
 public:
  explicit TestStore(const Feed& feed) {
    const auto built = build_store(feed, file());
    REQUIRE_MESSAGE(built, (built ? "" : built.error().message));
    auto store = Store::open(file());
    REQUIRE_MESSAGE(store, (store ? "" : store.error().message));
    store_.emplace(std::move(*store));
  }
  const Store& store() const { return *store_; }
  std::filesystem::path file() const { return folder_.path() / "content.db"; }
  std::string bytes() const {
    std::ostringstream bytes;
    bytes << std::ifstream(file(), std::ios::binary).rdbuf();
    return bytes.str();
  }

 private:
  test::TemporaryFolder folder_;
  std::optional<Store> store_;
};

// Items in any order, each with its type.
inline Feed feed_of(const std::vector<std::string>& items) {
  Feed feed;
  feed.header = {.id = "harburg", .generation = 1, .languages = {"de", "tr", "ar"}};
  for (const auto& text : items) {
    const auto json = parse_located_json(text, "test");
    REQUIRE_MESSAGE(json, (json ? "" : to_string(json.error())));
    std::vector<Problem> problems;
    auto item = read_item(*json, json->find("type")->string, "test", {}, problems);
    for (const auto& problem : problems) MESSAGE(to_string(problem));
    REQUIRE(item);
    feed.items.push_back(std::move(*item));
  }
  return feed;
}

// A wall clock time in Hamburg.
inline Instant at(std::string_view local) { return to_instant(*parse_local_time(local), "Europe/Berlin"); }

}  // namespace treffpunkt
