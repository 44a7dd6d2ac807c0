#include "sync/tuf/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
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

 private:
  int number_;
};

tl::unexpected<Error> failed(const std::filesystem::path& path, const char* what) {
  return fail(path.string() + ": cannot " + what + ": " + std::strerror(errno));
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Result<void> write_and_flush(const std::filesystem::path& file, std::string_view bytes) {
  const Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (!descriptor.open()) return failed(file, "open");
  if (!write_all(descriptor.number(), bytes)) return failed(file, "write");
  if (::fsync(descriptor.number()) != 0) return failed(file, "flush");
  return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file, std::uint64_t maximum_bytes) {
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!descriptor.open()) return failed(file, "open");
  struct stat status {};
  if (::fstat(descriptor.number(), &status) != 0) return failed(file, "read");
  if (!S_ISREG(status.st_mode)) return fail(file.string() + ": not a file");
  if (static_cast<std::uint64_t>(status.st_size) > maximum_bytes) {
    return fail(file.string() + ": longer than " + std::to_string(maximum_bytes) + " bytes");
  }
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = ::read(descriptor.number(), bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed(file, "read");
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  bytes.resize(done);
  return bytes;
}

Result<void> write_durably(const std::filesystem::path& file, std::string_view bytes) {
  std::filesystem::path beside = file;
  beside += ".tmp";
  auto written = write_and_flush(beside, bytes);
  if (written && ::rename(beside.c_str(), file.c_str()) != 0) written = failed(file, "replace");
  if (!written) {
    ::unlink(beside.c_str());
    return written;
  }
  return flush(file.parent_path());
}

Result<void> flush(const std::filesystem::path& path) {
  const Descriptor descriptor(::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!descriptor.open()) return failed(path, "open");
  if (::fsync(descriptor.number()) != 0) return failed(path, "flush");
  return {};
}

}  // namespace treffpunkt
