#include "feed/folder_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

namespace treffpunkt {

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
  FolderLock lock{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (lock.descriptor_ < 0) return fail(fmt::format("cannot open the folder {}", folder.string()));
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0) return lock;
  return fail(fmt::format("another kiosk-feed is at work in {} at this moment", folder.string()));
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace treffpunkt
