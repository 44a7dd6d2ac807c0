#include "feed/temporary_folder.h"

#include <stdlib.h>

#include <string>
#include <utility>

namespace treffpunkt {

Result<TemporaryFolder> TemporaryFolder::make() {
  std::error_code error;
  const auto parent = std::filesystem::temp_directory_path(error);
  std::string name = (parent / "kiosk-feed-XXXXXX").string();
  if (error || ::mkdtemp(name.data()) == nullptr) return fail("cannot make a temporary folder: " + name);
  return TemporaryFolder{name};
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace treffpunkt
