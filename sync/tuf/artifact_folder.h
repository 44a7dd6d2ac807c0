#pragma once
// Verified files of a feed on the card, each under the name of its target path, percent-encoded: one folder, no
// sub-folders, and the same name for each of its versions. One thread a folder.

#include <filesystem>
#include <string_view>

#include "sync/tuf/client.h"

namespace treffpunkt::tuf {

class ArtifactFolder {
 public:
  explicit ArtifactFolder(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path file(std::string_view target_path) const;

  // Whether the file is here already as `target` says it must be.
  bool holds(std::string_view target_path, const TargetFile& target) const;

  // Fetches the file unless it is here already. After a failure what was here before is untouched.
  Result<void> fetch(Client& client, Transport& metadata, Transport& targets, std::string_view target_path) const;

 private:
  std::filesystem::path path_;
};

}  // namespace treffpunkt::tuf
