#pragma once
// Keeps a second kiosk-sync out of the state directory while one is at work. The kernel lets go when the process ends,
// however it ends.

#include <chrono>
#include <filesystem>
#include <optional>

#include "content/result/error.h"

namespace treffpunkt {

class RunLock {
 public:
  // nullopt: somebody else holds it.
  static Result<std::optional<RunLock>> take(const std::filesystem::path& file);
  // Waits for it. nullopt: somebody else has held it for so long.
  static Result<std::optional<RunLock>> wait(const std::filesystem::path& file, std::chrono::seconds longest);

  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&&) = delete;
  ~RunLock();

 private:
  explicit RunLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace treffpunkt
