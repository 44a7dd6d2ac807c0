#include "tests/system/floors/floors.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace treffpunkt::floors {
namespace {

// A part of the house, what it may include of the others, and which libraries. Every part may use itself, the standard
// library and Result.
struct Part {
  std::string_view folder;
  std::vector<std::string_view> parts;
  std::vector<std::string_view> libraries;
};

const std::vector<Part> kParts = {
    {"content/model", {"content/result"}, {}},
    {"content/result", {}, {}},
    {"content/config", {"content"}, {"fmt", "toml++", "POSIX"}},
    {"content/json", {"content"}, {"fmt", "nlohmann/json"}},
    {"content/language", {"content"}, {"fmt", "nlohmann/json", "ICU"}},
    {"content/store", {"content"}, {"fmt", "nlohmann/json", "ICU", "SQLite", "POSIX"}},
    {"content/outbox", {"content"}, {"fmt", "POSIX"}},
    {"content/body", {"content"}, {"fmt", "md4c"}},
    {"content/film", {"content"}, {"libwebm"}},
    {"sync/tuf", {"content", "sync/http"}, {"fmt", "nlohmann/json", "OpenSSL", "zstd", "POSIX"}},
    {"sync/http", {"content"}, {"fmt", "curl", "OpenSSL", "POSIX"}},
    {"sync", {"content", "sync/tuf", "sync/http"}, {"fmt", "nlohmann/json", "spdlog", "systemd", "POSIX"}},
    {"feed/calendar", {"content"}, {"fmt", "nlohmann/json", "ICU", "libical"}},
    {"feed",
     {"content", "sync/tuf", "sync/http", "feed/calendar"},
     {"fmt", "nlohmann/json", "toml++", "spdlog", "libical", "libvips", "libopusenc", "zstd", "POSIX"}},
    {"kiosk/text", {"content/model", "content/result"}, {"Pango", "ImGui"}},
    {"kiosk/ui", {"content/model", "content/result", "kiosk/text"}, {"libqrencode", "ImGui"}},
    {"kiosk/screens", {"content", "kiosk/text", "kiosk/ui"}, {"fmt", "ImGui"}},
    {"kiosk/platform", {"content", "kiosk/text", "kiosk/ui"}, {"fmt", "spdlog", "ImGui", "SDL2", "libvpx", "X11", "Wayland", "POSIX"}},
    {"kiosk/app",
     {"content", "kiosk/text", "kiosk/ui", "kiosk/screens", "kiosk/platform"},
     {"fmt", "nlohmann/json", "ImGui", "SDL2", "spdlog", "systemd", "libcrypt", "POSIX"}},
    {"kiosk", {"content"}, {"fmt", "spdlog", "systemd", "POSIX"}},
};

// Which library a header belongs to, by how its name begins.
struct Library {
  std::string_view header;
  std::string_view name;
};

constexpr std::array kLibraries = {
    Library{"unicode/", "ICU"},
    Library{"sqlite3", "SQLite"},
    Library{"toml++/", "toml++"},
    Library{"md4c", "md4c"},
    Library{"nlohmann/", "nlohmann/json"},
    Library{"fmt/", "fmt"},
    Library{"tl/expected.hpp", "Result"},
    Library{"openssl/", "OpenSSL"},
    Library{"zstd", "zstd"},
    Library{"curl/", "curl"},
    Library{"spdlog/", "spdlog"},
    Library{"systemd/", "systemd"},
    Library{"CLI/", "CLI11"},
    Library{"libical/", "libical"},
    Library{"vips/", "libvips"},
    Library{"pango/", "Pango"},
    Library{"cairo", "Pango"},
    Library{"fontconfig/", "Pango"},
    Library{"freetype", "Pango"},
    Library{"ft2build", "Pango"},
    Library{"hb", "Pango"},
    Library{"glib", "Pango"},
    Library{"imgui", "ImGui"},
    Library{"stb", "ImGui"},
    Library{"qrencode", "libqrencode"},
    Library{"crypt.h", "libcrypt"},
    Library{"opusenc", "libopusenc"},
    Library{"vpx/", "libvpx"},
    Library{"webm/", "libwebm"},
    Library{"SDL", "SDL2"},
    Library{"X11/", "X11"},
    Library{"wayland-", "Wayland"},
    Library{"sys/", "POSIX"},
    Library{"arpa/", "POSIX"},
    Library{"netinet/", "POSIX"},
    Library{"linux/", "POSIX"},
    Library{"dirent.h", "POSIX"},
    Library{"ifaddrs.h", "POSIX"},
    Library{"net/if.h", "POSIX"},
    Library{"termios.h", "POSIX"},
    Library{"fcntl.h", "POSIX"},
    Library{"malloc.h", "POSIX"},
    Library{"poll.h", "POSIX"},
    Library{"pthread.h", "POSIX"},
    Library{"sched.h", "POSIX"},
    Library{"signal.h", "POSIX"},
    Library{"spawn.h", "POSIX"},
    Library{"stdio.h", "POSIX"},
    Library{"stdlib.h", "POSIX"},
    Library{"string.h", "POSIX"},
    Library{"time.h", "POSIX"},
    Library{"unistd.h", "POSIX"},
};

struct Include {
  std::string_view name;
  bool in_quotes = false;
};

std::string_view without_spaces(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

std::optional<Include> include_on(std::string_view line) {
  line = without_spaces(line);
  if (!line.starts_with('#')) return std::nullopt;
  line = without_spaces(line.substr(1));
  if (!line.starts_with("include")) return std::nullopt;
  line = without_spaces(line.substr(7));
  if (line.empty() || (line.front() != '<' && line.front() != '"')) return std::nullopt;
  const bool in_quotes = line.front() == '"';
  line.remove_prefix(1);
  return Include{line.substr(0, line.find(in_quotes ? '"' : '>')), in_quotes};
}

std::string_view folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

bool lies_in(std::string_view folder, std::string_view part) {
  return folder == part || (folder.starts_with(part) && folder.substr(part.size()).starts_with('/'));
}

// The files of "sync" itself are one part, the folders below it others: only an exact name counts.
const Part* part_of(std::string_view folder) {
  const auto found = std::ranges::find(kParts, folder, &Part::folder);
  return found == kParts.end() ? nullptr : &*found;
}

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// Floor 5 is wiring: a main file stands above all folders of its own program.
bool may_use_part(const Part& part, bool is_main, std::string_view folder) {
  if (folder == part.folder) return true;
  if (is_main && lies_in(folder, part.folder.substr(0, part.folder.find('/')))) return true;
  return std::ranges::any_of(part.parts, [&](std::string_view below) { return lies_in(folder, below); });
}

std::optional<std::string> mistake_in_project_include(const Part& part, bool is_main, std::string_view name) {
  const auto folder = folder_of(name);
  if (part_of(folder) == nullptr) return "is not written from the project's root, or names a folder without a floor";
  if (may_use_part(part, is_main, folder)) return std::nullopt;
  return "is " + std::string(folder) + ", which " + std::string(part.folder) + " may not use";
}

std::optional<std::string> mistake_in_library_include(const Part& part, bool is_main, std::string_view name) {
  if (name.find_first_of("./") == std::string_view::npos) return std::nullopt;  // the standard library
  const auto library = std::ranges::find_if(kLibraries, [&](const Library& l) { return name.starts_with(l.header); });
  if (library == kLibraries.end()) return "belongs to a library that stands in no table";
  if (library->name == "Result" || contains(part.libraries, library->name)) return std::nullopt;
  if (is_main && library->name == "CLI11") return std::nullopt;
  return "is " + std::string(library->name) + ", which " + std::string(part.folder) + " may not use";
}

}  // namespace

std::vector<std::string> violations_in(std::string_view path, std::string_view source) {
  const Part* const part = part_of(folder_of(path));
  if (part == nullptr) return {std::string(path) + ": its folder stands on no floor"};
  const bool is_main = path.ends_with("_main.cpp");

  std::vector<std::string> violations;
  std::size_t number = 0;
  while (!source.empty()) {
    ++number;
    const auto line = source.substr(0, source.find('\n'));
    source.remove_prefix(std::min(line.size() + 1, source.size()));
    const auto include = include_on(line);
    if (!include) continue;
    const auto mistake = include->in_quotes ? mistake_in_project_include(*part, is_main, include->name)
                                            : mistake_in_library_include(*part, is_main, include->name);
    if (!mistake) continue;
    violations.push_back(std::string(path) + ":" + std::to_string(number) + ": " + std::string(include->name) + " " +
                         *mistake);
  }
  return violations;
}

}  // namespace treffpunkt::floors
