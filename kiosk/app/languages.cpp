#include "kiosk/app/languages.h"

#include <spdlog/spdlog.h>

namespace treffpunkt::app {

Languages::Languages(std::filesystem::path catalogues, std::string time_zone)
    : folder_(std::move(catalogues)), zone_(std::move(time_zone)) {}

const Languages::Entry* Languages::entry(std::string_view tag) {
  auto found = entries_.find(tag);
  if (found == entries_.end()) {
    Entry made{find_language(tag), nullptr, nullptr};
    // Without a file it is simply not a language of this kiosk.
    if (made.language && std::filesystem::exists(folder_ / (std::string(tag) + ".json"))) {
      auto catalogue = Catalogue::load(folder_, *made.language);
      if (catalogue) {
        made.catalogue = std::make_unique<Catalogue>(std::move(*catalogue));
        made.formats = std::make_unique<Formats>(*made.language, zone_);
      } else {
        spdlog::error("{}", catalogue.error().message);
      }
    }
    found = entries_.emplace(std::string(tag), std::move(made)).first;
  }
  return found->second.catalogue ? &found->second : nullptr;
}

bool Languages::has(std::string_view tag) { return entry(tag) != nullptr; }

screens::Wording Languages::wording(std::string_view tag) {
  const Entry* found = entry(tag);
  if (!found) found = entry("de");
  return {*found->language, *found->formats, *found->catalogue};
}

Result<void> Languages::check() {
  if (entry("de")) return {};
  return fail(folder_.string() + "/de.json: the kiosk's own words in German cannot be read");
}

void Languages::set_time_zone(const std::string& zone) {
  if (zone == zone_ || zone.empty()) return;
  zone_ = zone;
  for (auto& [tag, entry] : entries_) {
    if (entry.catalogue) entry.formats = std::make_unique<Formats>(*entry.language, zone_);
  }
}

std::vector<std::string> Languages::touch_words(const std::vector<std::string>& tags) {
  std::vector<std::string> words;
  for (const auto& tag : tags) {
    if (const Entry* found = entry(tag)) words.push_back(found->catalogue->text("attract.touch"));
  }
  return words;
}

}  // namespace treffpunkt::app
