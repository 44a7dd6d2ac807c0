#pragma once
// One item of the sources turned into an item of a feed: pictures named by object, weekdays and recurrences written
// out, what is over left out. Its references are collected, for the whole folder to judge (references.h). One thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/json/item_json.h"
#include "feed/film_shelf.h"
#include "feed/picture_shelf.h"
#include "feed/publishing_window.h"
#include "feed/source_folder.h"

namespace treffpunkt {

// An item names another.
struct Reference {
  std::string_view type;  // of the other: "location"
  std::string id;
  std::string field;
  int line = 0;
};

struct SourceItem {
  std::string_view type;
  std::string id;    // empty: none that can be read
  std::string file;  // as problems name it
  int line = 0;
  std::vector<Reference> references;
  std::optional<AnyItem> item;  // nullopt: it has errors, or there is nothing left to show
};

class ItemReader {
 public:
  // All are used as long as the reader lives.
  ItemReader(const ReadOptions& options, const PublishingWindow& window, PictureShelf& shelf,
             FilmShelf& films, std::vector<Problem>& problems);

  SourceItem read(LocatedJson json, const SourceFile& file);

 private:
  void read_event(LocatedJson& json, SourceItem& source);
  void keep_current(SourceItem& source, int line, std::string_view field);
  void problem(Severity severity, const SourceItem& source, int line, std::string_view field, std::string message);

  const ReadOptions& options_;
  const PublishingWindow& window_;
  PictureShelf& shelf_;
  FilmShelf& films_;
  std::vector<Problem>& problems_;
};

}  // namespace treffpunkt
