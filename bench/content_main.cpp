// bench-content ITEMS PERCENT FOLDER: writes the synthetic feed as sources for kiosk-feed into a new folder, PERCENT of
// its items changed.

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>

#include "bench/synthetic.h"
#include "content/json/item_json.h"

namespace {

using namespace treffpunkt;
namespace fs = std::filesystem;

constexpr std::size_t kItemsAFile = 500;

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string folder_of(std::string_view type) { return type == "news" ? "news" : std::string(type) + "s"; }

// Sources have no "type": their folder says it.
std::string source_of(const AnyItem& item) {
  std::string json = to_json(item);
  const std::string type = "\"type\":\"" + std::string(type_name(item)) + "\"";
  const auto at = json.rfind(type);
  if (at == std::string::npos) return json;
  const bool last = json[at + type.size()] == '}';
  json.erase(last ? at - 1 : at, type.size() + 1);
  return json;
}

bool write_sources(const Feed& feed, const fs::path& folder) {
  std::map<std::string, std::size_t> written;
  std::ofstream out;
  fs::create_directories(folder);
  for (std::size_t i = 0; i < feed.items.size(); ++i) {
    const auto type = folder_of(type_name(feed.items[i]));
    const auto count = written[type]++;
    if (count % kItemsAFile == 0) {
      fs::create_directories(folder / type);
      out = std::ofstream(folder / type / (std::to_string(100000 + count / kItemsAFile) + ".json"));
    }
    const bool last = i + 1 == feed.items.size() || feed.items[i + 1].index() != feed.items[i].index();
    out << (count % kItemsAFile == 0 ? "[\n" : ",\n") << source_of(feed.items[i]);
    if (last || count % kItemsAFile == kItemsAFile - 1) out << "\n]\n";
  }
  std::ofstream(folder / "feed.toml") << "id = \"synthetic\"\ndefault_language = \"de\"\n"
                                         "languages = [\"de\", \"de-simple\", \"en\", \"tr\", \"ar\", \"uk\"]\n"
                                         "time_zone = \"Europe/Berlin\"\n";
  return static_cast<bool>(out);
}

}  // namespace

int main(int count, char** values) {
  const auto items = count == 4 ? number(values[1]) : std::nullopt;
  const auto percent = count == 4 ? number(values[2]) : std::nullopt;
  if (!items || !percent || *percent > 100) {
    std::fprintf(stderr, "usage: bench-content ITEMS PERCENT FOLDER\n");
    return 2;
  }
  const auto feed = bench::synthetic_feed({*items, static_cast<unsigned>(*percent)});
  return write_sources(feed, values[3]) ? 0 : 1;
}
