#pragma once
// A kiosk that visits a feed in memory, with the state directory between them.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "content/json/item_json.h"
#include "content/store/store.h"
#include "sync/run.h"
#include "tests/support/feed_maker.h"
#include "tests/support/memory_transport.h"
#include "tests/support/temporary_folder.h"

namespace treffpunkt::test {

// A feed, and a kiosk that visits it.
struct House {
  FeedMaker feed;
  test::MemoryTransport transport{feed.files};
  test::TemporaryFolder folder;
  StateFolder state{folder.path()};
  bool objects_were_missing = false;
  std::vector<std::string> steps;

  std::function<std::uint64_t()> free_bytes = {};
  bool thorough = true, recordings = true;

  House() { REQUIRE(state.prepare()); }

  void publish(std::uint64_t generation, const std::string& content) {
    feed.add_content(generation, content);
    feed.publish();
  }

  Report visit(Instant now = kNoon) {
    steps.clear();
    const std::uint64_t requests = transport.traffic().requests;
    const std::uint64_t bytes = transport.traffic().bytes;
    Report report = run_sync({state, feed.first_root(), transport, now, objects_were_missing,
                              [this](std::string_view step) { steps.emplace_back(step); }, thorough, free_bytes, recordings});
    report.traffic.requests -= requests;
    report.traffic.bytes -= bytes;
    return report;
  }

  // Published, fetched, and what the kiosk notes of it.
  void show(std::uint64_t generation, const std::string& content, const char* notes = "started\nshown\n") {
    publish(generation, content);
    REQUIRE(visit().outcome == Outcome::activated);
    note(generation, notes);
  }

  // As the kiosk does.
  void note(std::uint64_t generation, const char* lines) const {
    std::filesystem::create_directories(state.shown(generation).parent_path());
    std::ofstream(state.shown(generation), std::ios::app) << lines;
  }

  std::string shown_title() const {
    const auto current = state.current_generation();
    if (!current) return "";
    const auto store = Store::open(state.database(*current));
    REQUIRE(store);
    const auto page = store->page("welcome");
    REQUIRE(page);
    REQUIRE(page->has_value());
    return (*page)->title.translations.at("de").text;
  }

  std::string path_of(const std::string& target) const {
    return "targets/" + feed.targets.targets.at(target).hashes.at("sha256") + "." + target;
  }
};

inline std::string content_with_picture(std::uint64_t generation, const std::string& object, std::uint64_t length,
                                        const std::string& in_body = "") {
  Feed feed;
  feed.header.id = "test";
  feed.header.generation = generation;
  feed.header.languages = {"de"};
  Page page;
  page.id = "welcome";
  page.title.translations["de"] = {"Willkommen"};
  page.body.translations["de"] = {in_body.empty() ? "Text" : "![Bild](object:" + in_body + "?8x6)"};
  page.image = Picture{object, "image/png", 1, 1, length, {}};
  feed.items.push_back(page);
  return to_ndjson(feed);
}

}  // namespace treffpunkt::test
