#include "sync/tuf/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
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
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }
  // Closing tells of a write that a network file system has put off.
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

tl::unexpected<Error> failed(const char* doing, const std::filesystem::path& path) {
  return fail(std::string("cannot ") + doing + " " + path.string() + ": " + std::strerror(errno));
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

enum class Flush { now, whenever };

Result<void> write_and_close(const std::filesystem::path& file, std::string_view bytes, FileMode mode, Flush flush) {
  const mode_t bits = mode == FileMode::only_owner ? 0600 : 0644;
  Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, bits));
  const bool done = descriptor.open() && ::fchmod(descriptor.number(), bits) == 0 &&
                    write_all(descriptor.number(), bytes) &&
                    (flush == Flush::whenever || ::fsync(descriptor.number()) == 0) && descriptor.close();
  return done ? Result<void>{} : failed("write", file);
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

}  // namespace

Result<std::string> read_bounded(const std::filesystem::path& file, std::uint64_t limit) {
  // Without O_NONBLOCK a named pipe among the files would hold us up for ever.
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (!descriptor.open() || ::fstat(descriptor.number(), &status) != 0) return failed("read", file);
  if (!S_ISREG(status.st_mode)) return fail(file.string() + " is not a file");
  // One byte more than there should be: what grows meanwhile is noticed.
  std::string bytes(std::min(static_cast<std::uint64_t>(status.st_size), limit) + 1, '\0');
  std::size_t length = 0;
  while (length < bytes.size()) {
    const ssize_t count = ::read(descriptor.number(), bytes.data() + length, bytes.size() - length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed("read", file);
    if (count == 0) break;
    length += static_cast<std::size_t>(count);
  }
  if (length > limit) return fail(file.string() + " has more than " + std::to_string(limit) + " bytes");
  bytes.resize(length);
  return bytes;
}

Result<void> make_folder_durably(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::is_directory(folder, error)) return {};
  const auto above = folder_of(folder);
  if (auto made = make_folder_durably(above); !made) return made;
  std::filesystem::create_directory(folder, error);
  if (error) return fail("cannot make the folder " + folder.string() + ": " + error.message());
  return flush(above);
}

Result<void> write_durably(const std::filesystem::path& file, std::string_view bytes, FileMode mode) {
  return write_for_flush(file, bytes, mode).and_then([&] { return flush(folder_of(file)); });
}

Result<void> write_for_flush(const std::filesystem::path& file, std::string_view bytes, FileMode mode) {
  if (auto made = make_folder_durably(folder_of(file)); !made) return made;
  auto beside = file;
  beside += ".tmp";
  auto written = write_and_close(beside, bytes, mode, Flush::now);
  if (written && ::rename(beside.c_str(), file.c_str()) != 0) written = failed("write", file);
  if (!written) ::unlink(beside.c_str());
  return written;
}

Result<void> write_quickly(const std::filesystem::path& file, std::string_view bytes) {
  std::error_code ignored;  // writing will tell
  std::filesystem::create_directories(folder_of(file), ignored);
  return write_and_close(file, bytes, FileMode::readable_by_all, Flush::whenever);
}

Result<void> flush(const std::filesystem::path& path) {
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!descriptor.open() || ::fsync(descriptor.number()) != 0) return failed("write", path);
  return {};
}

}  // namespace treffpunkt
