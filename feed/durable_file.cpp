#include "feed/durable_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace treffpunkt {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }
  // Closing tells of a write that a network file system has put off.
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

auto failed(std::string_view doing, const std::filesystem::path& file) {
  return fail(fmt::format("cannot {} {}: {}", doing, file.string(), std::strerror(errno)));
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

enum class Sync { now, whenever };

Result<void> write_and_close(const std::filesystem::path& file, std::string_view bytes, FileMode mode, Sync sync) {
  const mode_t bits = mode == FileMode::only_owner ? 0600 : 0644;
  Descriptor descriptor{::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, bits)};
  if (descriptor.get() < 0) return failed("write", file);
  const bool done = ::fchmod(descriptor.get(), bits) == 0 && write_all(descriptor.get(), bytes) &&
                    (sync == Sync::whenever || ::fsync(descriptor.get()) == 0) && descriptor.close();
  return done ? Result<void>{} : failed("write", file);
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

Result<void> sync(const std::filesystem::path& folder) {
  const Descriptor descriptor{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (descriptor.get() < 0 || ::fsync(descriptor.get()) != 0) return failed("write", folder);
  return {};
}

// A new folder is durable once the one above it is.
Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::is_directory(folder, error)) return {};
  const auto above = folder_of(folder);
  if (auto made = make_folder(above); !made) return made;
  std::filesystem::create_directory(folder, error);
  if (error) return fail(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
  return sync(above);
}

}  // namespace

Result<void> write_quickly(const std::filesystem::path& file, std::string_view bytes) {
  std::error_code error;
  std::filesystem::create_directories(folder_of(file), error);
  return write_and_close(file, bytes, FileMode::readable_by_all, Sync::whenever);
}

Result<void> sync_folder(const std::filesystem::path& folder) { return sync(folder); }

Result<void> write_durably(const std::filesystem::path& file, std::string_view bytes, FileMode mode) {
  return write_for_sync(file, bytes, mode).and_then([&] { return sync(folder_of(file)); });
}

Result<void> write_for_sync(const std::filesystem::path& file, std::string_view bytes, FileMode mode) {
  if (auto made = make_folder(folder_of(file)); !made) return made;
  auto beside = file;
  beside += ".tmp";
  if (auto written = write_and_close(beside, bytes, mode, Sync::now); !written) {
    std::error_code ignored;
    std::filesystem::remove(beside, ignored);
    return written;
  }
  if (::rename(beside.c_str(), file.c_str()) != 0) return failed("write", file);
  return {};
}

Result<std::string> read_bounded(const std::filesystem::path& file, std::uint64_t limit) {
  // Without O_NONBLOCK a named pipe among the files would hold us up for ever.
  const Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  struct stat status {};
  if (descriptor.get() < 0 || ::fstat(descriptor.get(), &status) != 0) return failed("read", file);
  if (!S_ISREG(status.st_mode)) return fail(fmt::format("{} is not a file", file.string()));
  std::string bytes;
  bytes.resize(std::min<std::uint64_t>(static_cast<std::uint64_t>(status.st_size), limit) + 1);
  std::size_t length = 0;
  while (length < bytes.size()) {
    const auto got = ::read(descriptor.get(), bytes.data() + length, bytes.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("read", file);
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
  }
  if (length > limit) return fail(fmt::format("{} has more than {} bytes", file.string(), limit));
  bytes.resize(length);
  return bytes;
}

}  // namespace treffpunkt
