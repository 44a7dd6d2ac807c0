#pragma once
// A new folder among the system's temporary ones, which goes with everything in it when the object goes.

#include <filesystem>

#include "content/result/error.h"

namespace treffpunkt {

class TemporaryFolder {
 public:
  static Result<TemporaryFolder> make();

  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;  // empty: moved from
};

}  // namespace treffpunkt
