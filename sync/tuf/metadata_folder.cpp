#include "sync/tuf/metadata_folder.h"

#include <system_error>

#include "sync/tuf/durable_file.h"
#include "sync/tuf/percent.h"

namespace treffpunkt::tuf {

std::filesystem::path MetadataFolder::file(std::string_view role) const {
  return path_ / (percent_encoded_name(role) + ".json");
}

Result<void> MetadataFolder::make() const {
  std::error_code error;
  std::filesystem::create_directories(path_, error);
  if (error) return fail(path_.string() + ": " + error.message());
  return {};
}

Result<std::string> MetadataFolder::read(std::string_view role, std::uint64_t limit) const {
  return read_bounded(file(role), limit);
}

Result<void> MetadataFolder::keep(std::string_view role, std::string_view bytes) const {
  return write_durably(file(role), bytes);
}

Result<void> MetadataFolder::forget(std::string_view role) const {
  std::error_code error;
  std::filesystem::remove(file(role), error);
  if (error) return fail(file(role).string() + ": " + error.message());
  return {};
}

}  // namespace treffpunkt::tuf
