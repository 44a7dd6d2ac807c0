#pragma once
// Keeps a second kiosk-sync out of the state directory while one is at work. The kernel lets go when the process ends,
// however it ends.

#include <filesystem>
#include <optional>

#include "content/result/error.h"

namespace treffpunkt {

class RunLock {
 public:
  // nullopt: somebody else holds it.
  static Result<std::optional<RunLock>> take(const std::filesystem::path& file);

  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&&) = delete;
  ~RunLock();

 private:
  explicit RunLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace treffpunkt
