#pragma once
// A folder that one process at a time works in. Leaves no file behind: the lock is on the folder itself, and the kernel
// releases it when the process ends, also by a crash.

#include <filesystem>

#include "content/result/error.h"

namespace treffpunkt {

class FolderLock {
 public:
  // Makes the folder if needed. An Error if another process holds it.
  static Result<FolderLock> take(const std::filesystem::path& folder);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace treffpunkt
