#include "sync/tuf/artifact_folder.h"

#include <array>
#include <fstream>
#include <system_error>

#include "sync/tuf/durable_file.h"
#include "sync/tuf/percent.h"

namespace treffpunkt::tuf {
namespace {

// No encoded name ends so: after a '%' come two digits.
constexpr const char* kUnfinished = "%part";

// Nor does one begin so. For the names that a file cannot have.
constexpr const char* kNoFile = "%";

Result<void> fetch_to(const std::filesystem::path& beside, Client& client, Transport& transport,
                      std::string_view target_path, const TargetFile& target) {
  std::ofstream file(beside, std::ios::binary | std::ios::trunc);
  auto fetched = client.fetch_target(transport, target_path, target, [&file](std::string_view piece) {
    return static_cast<bool>(file.write(piece.data(), static_cast<std::streamsize>(piece.size())));
  });
  if (!fetched) return fetched;
  file.close();
  if (!file) return fail(beside.string() + ": cannot be written");
  return flush(beside);
}

}  // namespace

std::filesystem::path ArtifactFolder::file(std::string_view target_path) const {
  const std::string name = percent_encoded_name(target_path);
  const bool is_folder = name.empty() || name == "." || name == "..";
  return path_ / (is_folder ? kNoFile + name : name);
}

bool ArtifactFolder::holds(std::string_view target_path, const TargetFile& target) const {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file(target_path), error)) return false;
  std::ifstream kept(file(target_path), std::ios::binary);
  FileCheck check(target.length, target.hashes);
  std::array<char, 1 << 16> piece{};
  while (kept) {
    kept.read(piece.data(), piece.size());
    check.add({piece.data(), static_cast<std::size_t>(kept.gcount())});
  }
  return kept.eof() && check.finish(target_path).has_value();
}

Result<void> ArtifactFolder::fetch(Client& client, Transport& metadata, Transport& targets,
                                   std::string_view target_path) const {
  const auto target = client.find_target(metadata, target_path);
  if (!target) return tl::make_unexpected(target.error());
  if (holds(target_path, *target)) return {};
  std::error_code error;
  std::filesystem::create_directories(path_, error);
  if (error) return fail(path_.string() + ": " + error.message());
  auto beside = file(target_path);
  beside += kUnfinished;
  auto fetched = fetch_to(beside, client, targets, target_path, *target);
  if (fetched) {
    std::filesystem::rename(beside, file(target_path), error);
    if (error) fetched = fail(file(target_path).string() + ": " + error.message());
  }
  if (fetched) return flush(path_);
  std::filesystem::remove(beside, error);
  return fetched;
}

}  // namespace treffpunkt::tuf
