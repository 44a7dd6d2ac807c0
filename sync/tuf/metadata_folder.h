#pragma once
// Trusted metadata on the card: each role's file byte for byte as it was received, durable. One thread a folder.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "content/result/error.h"

namespace treffpunkt::tuf {

class MetadataFolder {
 public:
  explicit MetadataFolder(std::filesystem::path path) : path_(std::move(path)) {}

  // "<role>.json", whatever the name of the role: it never leads out of the folder.
  std::filesystem::path file(std::string_view role) const;

  Result<void> make() const;
  Result<std::string> read(std::string_view role, std::uint64_t limit) const;
  Result<void> keep(std::string_view role, std::string_view bytes) const;
  Result<void> forget(std::string_view role) const;

 private:
  std::filesystem::path path_;
};

}  // namespace treffpunkt::tuf
