#pragma once
// The words and formats of each language, made when first needed and kept. UI thread.

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/screens/wording.h"

namespace treffpunkt::app {

class Languages {
 public:
  Languages(std::filesystem::path catalogues, std::string time_zone);

  // False when the kiosk has no catalogue for it.
  bool has(std::string_view tag);
  // The language's, or German's when it cannot be had. Stays true until the time zone changes.
  screens::Wording wording(std::string_view tag);
  // Loads German, so that wording() always has something to fall back to.
  Result<void> check();
  void set_time_zone(const std::string& zone);
  // "Touch to start" in each of these.
  std::vector<std::string> touch_words(const std::vector<std::string>& tags);

 private:
  struct Entry {
    const Language* language;
    std::unique_ptr<Catalogue> catalogue;
    std::unique_ptr<Formats> formats;
  };
  const Entry* entry(std::string_view tag);

  std::filesystem::path folder_;
  std::string zone_;
  std::map<std::string, Entry, std::less<>> entries_;  // catalogue null: tried and not there
};

}  // namespace treffpunkt::app
