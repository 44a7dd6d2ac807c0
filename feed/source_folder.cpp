#include "feed/source_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace treffpunkt {
namespace {

namespace fs = std::filesystem;

// Folder and type of the items in it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kFolders = {{{"events", "event"},
                                                                                    {"locations", "location"},
                                                                                    {"news", "news"},
                                                                                    {"notices", "notice"},
                                                                                    {"organizations", "organization"},
                                                                                    {"pages", "page"},
                                                                                    {"services", "service"},
                                                                                    {"surveys", "survey"},
                                                                                    {"topics", "topic"}}};
constexpr std::string_view kPictures = "pictures", kFilms = "films";

// Hidden files and an editor's copies are nobody's content.
bool is_left_alone(std::string_view name) {
  return name.starts_with('.') || name.starts_with('#') || name.ends_with('~');
}

std::string known_folders() {
  std::string names;
  for (const auto& [folder, type] : kFolders) names += fmt::format("{}, ", folder);
  return names + fmt::format("{}, {}", kPictures, kFilms);
}

// Names of what lies in a folder, sorted; a folder that cannot be read is a problem.
std::vector<fs::directory_entry> entries_of(const fs::path& folder, std::string_view name,
                                            std::vector<Problem>& problems) {
  std::vector<fs::directory_entry> entries;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (!is_left_alone(at->path().filename().string())) entries.push_back(*at);
  }
  if (error) problems.push_back({Severity::error, std::string(name), 0, "", "cannot be read: " + error.message()});
  std::ranges::sort(entries, {}, [](const auto& entry) { return entry.path().filename().string(); });
  return entries;
}

void list_items(SourceFolder& sources, std::string_view folder, std::string_view type, std::vector<Problem>& problems) {
  std::error_code error;
  for (const auto& entry : entries_of(sources.root / folder, folder, problems)) {
    std::string name = fmt::format("{}/{}", folder, entry.path().filename().string());
    if (!entry.is_regular_file(error)) {
      problems.push_back({Severity::warning, std::move(name), 0, "",
                          fmt::format("not read: only the files directly in {}/ are", folder)});
    } else if (entry.path().extension() != ".json") {
      problems.push_back({Severity::warning, std::move(name), 0, "", "not read: the name does not end in .json"});
    } else {
      sources.items.push_back({std::move(name), type});
    }
  }
}

std::vector<std::string> list_files(const fs::path& root, std::string_view folder, std::vector<Problem>& problems) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : entries_of(root / folder, folder, problems)) {
    if (entry.is_regular_file(error)) names.push_back(fmt::format("{}/{}", folder, entry.path().filename().string()));
  }
  return names;
}

}  // namespace

Result<SourceFolder> list_sources(const fs::path& root, std::vector<Problem>& problems) {
  std::error_code error;
  if (!fs::is_directory(root, error)) return fail(fmt::format("{}: there is no such folder", root.string()));
  SourceFolder sources;
  sources.root = root;
  for (const auto& entry : entries_of(root, ".", problems)) {
    if (!entry.is_directory(error)) continue;
    const std::string name = entry.path().filename().string();
    const auto* known = std::ranges::find(kFolders, name, [](const auto& folder) { return folder.first; });
    if (known != kFolders.end()) {
      list_items(sources, known->first, known->second, problems);
    } else if (name == kPictures) {
      sources.pictures = list_files(root, kPictures, problems);
    } else if (name == kFilms) {
      sources.films = list_files(root, kFilms, problems);
    } else {
      problems.push_back({Severity::warning, name + "/", 0, "",
                          fmt::format("not read: no folder of the sources; known are: {}", known_folders())});
    }
  }
  return sources;
}

Result<fs::path> inside(const fs::path& root, std::string_view name) {
  const fs::path relative{name};
  const auto leads_out = fail(fmt::format("leads out of the folder: '{}'", name));
  if (relative.is_absolute() || std::ranges::find(relative, fs::path("..")) != relative.end()) return leads_out;
  // A NUL would end the name for the kernel, but not for us.
  if (name.empty() || name.find('\0') != std::string_view::npos) return fail("not a file's name");
  std::error_code error;
  const fs::path file = fs::canonical(root / relative, error);
  if (error) return fail(fmt::format("there is no file '{}'", name));
  const fs::path home = fs::canonical(root, error);
  const auto [left, right] = std::ranges::mismatch(home, file);
  if (error || left != home.end()) return leads_out;
  if (!fs::is_regular_file(file, error)) return fail(fmt::format("there is no file '{}'", name));
  return file;
}

}  // namespace treffpunkt
