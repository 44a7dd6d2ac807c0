#include "sync/card.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <limits>

#include "sync/tuf/digest.h"

namespace treffpunkt {
namespace {

constexpr std::size_t kPiece = 256 << 10;
constexpr const char* kFull = "the card is full";

Result<std::string> hash_of(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return fail(std::strerror(errno));
  if (!S_ISREG(status.st_mode)) return fail("not a file");
  (void)::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
  tuf::Sha256 digest;
  std::string piece(kPiece, '\0');
  while (true) {
    const ssize_t count = ::read(descriptor, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(std::strerror(errno));
    if (count == 0) break;
    digest.add(std::string_view(piece).substr(0, static_cast<std::size_t>(count)));
  }
  return digest.hex();
}

}  // namespace

std::uint64_t free_bytes(const std::filesystem::path& folder) {
  struct statvfs status {};
  if (::statvfs(folder.c_str(), &status) != 0) return std::numeric_limits<std::uint64_t>::max();
  return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
}

std::string amount(std::uint64_t bytes) {
  if (bytes < 10'000) return std::to_string(bytes) + " bytes";
  if (bytes < 10'000'000) return std::to_string(bytes / 1000) + " kB";
  return std::to_string(bytes / 1'000'000) + " MB";
}

std::string full_card(std::uint64_t needs, std::uint64_t has) {
  return kFull + (": needs " + amount(needs)) + ", has " + amount(has);
}

bool tells_of_full_card(std::string_view message) {
  for (const char* words : {kFull, ::strerrordesc_np(ENOSPC), ::strerrordesc_np(EDQUOT), "database or disk is full"}) {
    if (message.find(words) != std::string_view::npos) return true;
  }
  return false;
}

Result<std::string> sha256_of_file(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
  if (descriptor < 0) return fail(file.string() + ": " + std::strerror(errno));
  auto hash = hash_of(descriptor);
  ::close(descriptor);
  if (!hash) return fail(file.string() + ": " + hash.error().message);
  return hash;
}

}  // namespace treffpunkt
