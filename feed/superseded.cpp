#include "feed/superseded.h"

#include <charconv>
#include <functional>

#include "sync/tuf/hex.h"

namespace treffpunkt {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kVersionsWithPatches = 3;

using IsOurs = std::function<bool(const std::string& name)>;

std::size_t remove_from(const fs::path& folder, const IsOurs& is_superseded) {
  std::size_t removed = 0;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code left;
    const bool goes = at->is_regular_file(left) && is_superseded(at->path().filename().string());
    if (goes && fs::remove(at->path(), left)) ++removed;
  }
  return removed;
}

// "7.targets.json" -> 7; 0 if it is no such name.
std::uint64_t version_of(const std::string& name, std::string_view role) {
  std::uint64_t version = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), version);
  const std::string_view rest(end, static_cast<std::size_t>(name.data() + name.size() - end));
  return error == std::errc() && rest == "." + std::string(role) + ".json" ? version : 0;
}

bool is_old(std::uint64_t version, std::uint64_t newest) { return version > 0 && version + kKeptVersions <= newest; }

// Names of the files that the kept targets stand for.
std::set<std::string> kept_names(const std::vector<tuf::Targets>& kept_targets) {
  std::set<std::string> names;
  for (std::size_t index = 0; index < kept_targets.size(); ++index) {
    for (const auto& [name, file] : kept_targets[index].targets) {
      const auto sha256 = file.hashes.find("sha256");
      const bool is_needed = name == kContentTarget || index < kVersionsWithPatches;
      if (is_needed && sha256 != file.hashes.end()) names.insert(target_path(sha256->second, name).filename());
    }
  }
  return names;
}

bool is_target_name(const std::string& name) {
  return name.size() > 65 && name[64] == '.' && tuf::is_sha256_hex(name.substr(0, 64)) && name.ends_with(".zst");
}

}  // namespace

std::size_t remove_superseded(const fs::path& folder, const std::vector<tuf::Targets>& kept_targets,
                              std::uint64_t snapshot_version, const std::set<std::string>& objects) {
  const auto newest = kept_targets.front().version;
  std::size_t removed = remove_from(folder / "metadata", [&](const std::string& name) {
    return is_old(version_of(name, "targets"), newest) || is_old(version_of(name, "snapshot"), snapshot_version);
  });
  const auto targets = kept_names(kept_targets);
  removed += remove_from(folder / "targets",
                         [&](const std::string& name) { return is_target_name(name) && !targets.contains(name); });
  std::error_code error;
  for (fs::directory_iterator at(folder / "objects", error), end; !error && at != end; at.increment(error)) {
    removed += remove_from(
        at->path(), [&](const std::string& name) { return tuf::is_sha256_hex(name) && !objects.contains(name); });
  }
  return removed;
}

}  // namespace treffpunkt
