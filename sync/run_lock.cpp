#include "sync/run_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

namespace treffpunkt {
namespace {

constexpr std::chrono::milliseconds kBetweenTries{200};

}  // namespace

Result<std::optional<RunLock>> RunLock::take(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return fail(file.string() + ": " + std::strerror(errno));
  RunLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return std::optional<RunLock>(std::move(lock));
  if (errno == EWOULDBLOCK) return std::optional<RunLock>();
  return fail(file.string() + ": " + std::strerror(errno));
}

Result<std::optional<RunLock>> RunLock::wait(const std::filesystem::path& file, std::chrono::seconds longest) {
  const auto end = std::chrono::steady_clock::now() + longest;
  while (true) {
    auto lock = take(file);
    if (!lock || *lock || std::chrono::steady_clock::now() >= end) return lock;
    std::this_thread::sleep_for(kBetweenTries);
  }
}

RunLock::RunLock(RunLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

RunLock::~RunLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace treffpunkt
