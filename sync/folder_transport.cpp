#include "sync/folder_transport.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "sync/tuf/hex.h"

namespace treffpunkt {
namespace {

using Kind = FetchError::Kind;

constexpr int kMostEntries = 1000;  // of the stick's own folder
constexpr std::size_t kPiece = 256 << 10;
constexpr const char* kMark = "metadata/timestamp.json";

tl::unexpected<FetchError> failed(Kind kind, std::string_view path, const std::string& why) {
  return tl::make_unexpected(FetchError{kind, std::string(path) + ": " + why});
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

bool is_plain_file(int descriptor, struct stat& status) {
  return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

// One name, no path. A link is not followed but opened itself, as nothing that can be read.
Descriptor open_in(int folder, const std::string& name, int flags) {
  if (name.empty() || name == ".." || name.find('/') != std::string::npos) {
    errno = ENOENT;
    return Descriptor(-1);
  }
  return Descriptor(::openat(folder, name.c_str(), flags | O_CLOEXEC | O_NOFOLLOW));
}

// A folder on the same file system.
Descriptor open_folder(int folder, const std::string& name) {
  Descriptor below = open_in(folder, name, O_PATH | O_DIRECTORY);
  struct stat here {
  }, there{};
  if (!below.open() || ::fstat(folder, &here) != 0 || ::fstat(below.number(), &there) != 0) return Descriptor(-1);
  if (here.st_dev == there.st_dev) return below;
  errno = EXDEV;
  return Descriptor(-1);
}

// The folder that the last name of `path` is in. Name by name, not by openat2(): under RestrictSUIDSGID=, which the
// unit has, there is no openat2(), because nobody can look at what it is asked for.
Descriptor open_parent(int folder, std::string_view path, std::string& last) {
  Descriptor at = open_folder(folder, ".");
  std::size_t slash;
  while (at.open() && (slash = path.find('/')) != std::string_view::npos) {
    at = open_folder(at.number(), std::string(path.substr(0, slash)));
    path.remove_prefix(slash + 1);
  }
  last = path;
  return at;
}

// Opening a device may already do something, so it is looked at before.
tl::expected<Descriptor, FetchError> open_file(int folder, std::string_view path, struct stat& status) {
  const auto refused = [&](const char* why) {
    return failed(errno == ENOENT ? Kind::not_found : Kind::failed, path, why);
  };
  std::string name;
  const Descriptor parent = open_parent(folder, path, name);
  if (!parent.open()) return refused(std::strerror(errno));
  const Descriptor place = open_in(parent.number(), name, O_PATH);
  if (!place.open()) return refused(std::strerror(errno));
  if (!is_plain_file(place.number(), status)) return failed(Kind::failed, path, "not a plain file");
  Descriptor file = open_in(parent.number(), name, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (!file.open()) return refused(std::strerror(errno));
  if (!is_plain_file(file.number(), status)) return failed(Kind::failed, path, "not a plain file");
  return file;
}

bool holds_feed(int folder) {
  struct stat status {};
  std::string name;
  const Descriptor parent = open_parent(folder, kMark, name);
  const Descriptor mark = parent.open() ? open_in(parent.number(), name, O_PATH) : Descriptor(-1);
  return mark.open() && is_plain_file(mark.number(), status);
}

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

std::vector<std::string> entries_of(int folder) {
  std::vector<std::string> names;
  Descriptor listed = open_in(folder, ".", O_RDONLY | O_DIRECTORY);
  const std::unique_ptr<DIR, CloseFolder> listing(listed.open() ? ::fdopendir(listed.number()) : nullptr);
  if (!listing) return names;
  listed.release();
  for (int i = 0; i < kMostEntries; ++i) {
    const dirent* entry = ::readdir(listing.get());
    if (entry == nullptr) break;
    // Hidden folders are the wastebaskets of other systems.
    if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Descriptor find_feed(Descriptor folder) {
  if (holds_feed(folder.number())) return folder;
  for (const std::string& name : entries_of(folder.number())) {
    Descriptor below = open_folder(folder.number(), name);
    if (below.open() && holds_feed(below.number())) return below;
  }
  return Descriptor(-1);
}

std::optional<std::string> without_escapes(std::string_view path) {
  std::string name;
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (path[at] != '%') {
      name += path[at];
      continue;
    }
    const auto byte = at + 2 < path.size() ? tuf::from_hex(path.substr(at + 1, 2)) : std::nullopt;
    if (!byte || *byte == "/" || *byte == std::string(1, '\0')) return std::nullopt;
    name += *byte;
    at += 2;
  }
  return name;
}

std::chrono::seconds now_of(const FolderLimits& limits) {
  if (limits.clock) return limits.clock();
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

tl::expected<FolderTransport, FetchError> FolderTransport::open(const std::filesystem::path& folder,
                                                                const FolderLimits& limits) {
  Descriptor stick(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!stick.open()) return failed(Kind::failed, folder.string(), std::strerror(errno));
  Descriptor feed = find_feed(std::move(stick));
  if (!feed.open()) return failed(Kind::not_found, folder.string(), "no feed there, nor in a folder of it");
  return FolderTransport(feed.release(), limits);
}

FolderTransport::FolderTransport(int folder, const FolderLimits& limits)
    : folder_(folder), limits_(limits), end_(now_of(limits) + limits.maximum_time) {}

FolderTransport::FolderTransport(FolderTransport&& other) noexcept
    : Transport(std::move(other)),
      folder_(std::exchange(other.folder_, -1)),
      limits_(std::move(other.limits_)),
      end_(other.end_) {}

FolderTransport::~FolderTransport() {
  if (folder_ >= 0) ::close(folder_);
}

tl::expected<void, FetchError> FolderTransport::fetch(std::string_view path, std::uint64_t maximum_bytes,
                                                      const Sink& sink) {
  ++traffic_.requests;
  const auto name = without_escapes(path);
  if (!name) return failed(Kind::not_found, path, "no name of a file");
  struct stat status {};
  auto file = open_file(folder_, *name, status);
  if (!file) return tl::make_unexpected(file.error());
  if (static_cast<std::uint64_t>(status.st_size) > maximum_bytes) {
    return failed(Kind::too_long, path, std::to_string(status.st_size) + " bytes are more than allowed");
  }
  return hand_over(file->number(), path, maximum_bytes, sink);
}

tl::expected<void, FetchError> FolderTransport::hand_over(int file, std::string_view path, std::uint64_t maximum_bytes,
                                                          const Sink& sink) {
  std::string piece(kPiece, '\0');
  std::uint64_t left = maximum_bytes;
  while (true) {
    if (now_of(limits_) >= end_) return failed(Kind::failed, path, "reading takes too long");
    const ssize_t count = ::read(file, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed(Kind::failed, path, std::strerror(errno));
    if (count == 0) return {};
    const auto length = static_cast<std::uint64_t>(count);
    traffic_.bytes += length;
    if (length > left || traffic_.bytes > limits_.maximum_bytes) {
      return failed(Kind::too_long, path, "more than allowed");
    }
    left -= length;
    if (!sink(std::string_view(piece).substr(0, length))) return failed(Kind::failed, path, "refused");
  }
}

}  // namespace treffpunkt
