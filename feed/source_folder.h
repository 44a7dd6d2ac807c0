#pragma once
// The folder that staff edit: which files it holds, and of which type their items are. Reads no item. Any thread.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/json/problem.h"
#include "content/result/error.h"

namespace treffpunkt {

inline constexpr std::uint64_t kLargestSourceFile = 4ull << 20;  // bytes of one JSON file

struct SourceFile {
  std::string name;       // from the folder: "events/sommerfest.json"
  std::string_view type;  // "event"
};

struct SourceFolder {
  std::filesystem::path root;         // as the caller named it
  std::vector<SourceFile> items;      // sorted by name
  std::vector<std::string> pictures;  // "pictures/cafe.svg", sorted
  std::vector<std::string> films;     // "films/cafe.webm", sorted
};

// What lies there but is not read (a strange folder, "event/" for "events/") is a warning. An Error only if there is no
// such folder.
Result<SourceFolder> list_sources(const std::filesystem::path& root, std::vector<Problem>& problems);

// The file of that name below `root`. An Error in words, without the name, if the name leads out of the folder ("..",
// an absolute path, a link to elsewhere) or to nothing.
Result<std::filesystem::path> inside(const std::filesystem::path& root, std::string_view name);

}  // namespace treffpunkt
