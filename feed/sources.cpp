#include "feed/sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "feed/feed_toml.h"
#include "feed/reachable.h"
#include "feed/references.h"
#include "feed/source_item.h"
#include "sync/tuf/durable_file.h"

namespace treffpunkt {
namespace {

constexpr std::string_view kFeedToml = "feed.toml";

// The text of a source, or a problem that says in words why there is none.
std::optional<std::string> read_text(const std::filesystem::path& root, std::string_view name,
                                     std::vector<Problem>& problems) {
  const auto wrong = [&](std::string message) {
    problems.push_back({Severity::error, std::string(name), 0, "", std::move(message)});
    return std::nullopt;
  };
  const auto file = inside(root, name);
  if (!file) return wrong(file.error().message);
  std::error_code error;
  if (std::filesystem::file_size(*file, error) > kLargestSourceFile && !error) {
    return wrong(fmt::format("larger than {} MB: not read", kLargestSourceFile >> 20));
  }
  auto text = read_bounded(*file, kLargestSourceFile);
  if (!text) return wrong(text.error().message);
  return std::move(*text);
}

FeedToml read_feed_toml(const std::filesystem::path& root, std::vector<Problem>& problems) {
  const auto text = read_text(root, kFeedToml, problems);
  return text ? read_feed_toml(*text, kFeedToml, problems) : FeedToml{};
}

// One file: an item or a list of them.
void read_file(const std::filesystem::path& root, const SourceFile& file, ItemReader& reader,
               std::vector<SourceItem>& items, std::vector<Problem>& problems) {
  const auto text = read_text(root, file.name, problems);
  if (!text) return;
  auto json = parse_located_json(*text, file.name);
  if (!json) {
    problems.push_back(json.error());
  } else if (json->is_array()) {
    for (auto& element : json->elements) items.push_back(reader.read(std::move(element), file));
  } else {
    items.push_back(reader.read(std::move(*json), file));
  }
}

void name_unused(const std::vector<std::string>& files, const auto& shelf, std::string_view what, std::vector<Problem>& problems) {
  for (const auto& file : files) {
    if (shelf.was_used(file)) continue;
    problems.push_back({Severity::warning, file, 0, "", fmt::format("no item shows this {}", what)});
  }
}

}  // namespace

Result<Sources> read_sources(const std::filesystem::path& root, const PictureLibrary& library,
                             const SourceOptions& options) {
  Sources sources;
  const auto folder = list_sources(root, sources.problems);
  if (!folder) return tl::make_unexpected(folder.error());
  auto feed = read_feed_toml(root, sources.problems);
  sources.feed.header = std::move(feed.header);
  sources.speech = std::move(feed.speech);
  const auto& header = sources.feed.header;
  const ReadOptions read_options{header.default_language, header.time_zone};
  const auto window = publishing_window(options.now, header.time_zone);
  PictureShelf shelf{library, root, options.keep_objects};
  FilmShelf films{root, options.keep_objects};
  ItemReader reader{read_options, window, shelf, films, sources.problems};
  std::vector<SourceItem> items;
  for (std::size_t index = 0; index < folder->items.size(); ++index) {
    if (options.progress) options.progress("files", index, folder->items.size());
    read_file(root, folder->items[index], reader, items, sources.problems);
  }
  if (items.empty()) sources.problems.push_back({Severity::warning, ".", 0, "", "there is no item in this folder"});
  check_references(items, sources.problems);
  check_reachable(items, sources.problems);
  name_unused(folder->pictures, shelf, "picture", sources.problems);
  name_unused(folder->films, films, "film", sources.problems);
  sources.written_items = items.size();
  for (auto& item : items) {
    if (item.item) sources.feed.items.push_back(std::move(*item.item));
  }
  std::ranges::stable_sort(sources.problems, {},
                           [](const Problem& problem) { return std::tie(problem.file, problem.line); });
  return sources;
}

}  // namespace treffpunkt
