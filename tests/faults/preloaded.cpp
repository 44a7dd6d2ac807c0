// Loaded before a program (LD_PRELOAD): of its TREFFPUNKT_SHORT_WRITE-th write only the first half is written, as a
// full or interrupted disk may do (strace cannot change how much is to be written); and it sleeps without losing time.

#include <dlfcn.h>
#include <sys/types.h>
#include <time.h>

#include <atomic>
#include <cstdlib>

namespace {

// How much of this write is to be done.
std::size_t share_of(std::size_t length) {
  static const char* chosen = std::getenv("TREFFPUNKT_SHORT_WRITE");
  static std::atomic<int> writes = 0;
  const bool halve = chosen != nullptr && ++writes == std::atoi(chosen);
  return halve && length > 1 ? length / 2 : length;
}

template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, std::size_t length) {
  static auto* const real = next<ssize_t(int, const void*, std::size_t)>("write");
  return real(descriptor, bytes, share_of(length));
}

ssize_t pwrite64(int descriptor, const void* bytes, std::size_t length, off64_t at) {
  static auto* const real = next<ssize_t(int, const void*, std::size_t, off64_t)>("pwrite64");
  return real(descriptor, bytes, share_of(length), at);
}

ssize_t pwrite(int descriptor, const void* bytes, std::size_t length, off_t at) {
  static auto* const real = next<ssize_t(int, const void*, std::size_t, off_t)>("pwrite");
  return real(descriptor, bytes, share_of(length), at);
}

int nanosleep(const timespec*, timespec*) { return 0; }
int clock_nanosleep(clockid_t, int, const timespec*, timespec*) { return 0; }
}
