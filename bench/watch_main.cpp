// bench-watch FRAMEBUFFER CALM SECONDS: watches the X display ($DISPLAY, an Xvfb whose -fbdir has the file FRAMEBUFFER)
// and prints a line "NANOSECONDS FINGERPRINT" (CLOCK_MONOTONIC) each time something was drawn on it, whoever drew it.
// Says "ready" first. Ends when nothing was drawn for CALM seconds after the first time, or after SECONDS.

#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>

namespace {

// The whole file of the framebuffer as it is now.
class Framebuffer {
 public:
  explicit Framebuffer(const char* file) {
    const int handle = open(file, O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (handle >= 0 && fstat(handle, &status) == 0) {
      size_ = static_cast<std::size_t>(status.st_size);
      void* mapped = mmap(nullptr, size_, PROT_READ, MAP_SHARED, handle, 0);
      if (mapped != MAP_FAILED) data_ = mapped;
    }
    if (handle >= 0) close(handle);
  }
  ~Framebuffer() {
    if (data_) munmap(data_, size_);
  }
  Framebuffer(const Framebuffer&) = delete;
  Framebuffer& operator=(const Framebuffer&) = delete;

  bool good() const { return data_ != nullptr; }

  std::uint64_t fingerprint() const {
    const std::span words(static_cast<const std::uint64_t*>(data_), size_ / sizeof(std::uint64_t));
    std::uint64_t sums[4] = {1, 2, 3, 4};
    for (std::size_t i = 0; i + 4 <= words.size(); i += 4) {
      for (std::size_t k = 0; k < 4; ++k) sums[k] = (sums[k] ^ words[i + k]) * 0x9E3779B97F4A7C15;
    }
    return sums[0] ^ sums[1] << 1 ^ sums[2] << 2 ^ sums[3] << 3;
  }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void watch(Display* display, const Framebuffer& framebuffer, double calm, double seconds) {
  const Damage damage = XDamageCreate(display, DefaultRootWindow(display), XDamageReportNonEmpty);
  XSync(display, False);
  std::printf("ready\n");
  std::fflush(stdout);
  const std::int64_t end = now_ns() + static_cast<std::int64_t>(seconds * 1e9);
  std::int64_t quiet = end;
  while (now_ns() < std::min(end, quiet)) {
    if (XPending(display) == 0) {
      pollfd waiting{ConnectionNumber(display), POLLIN, 0};
      const auto left = (std::min(end, quiet) - now_ns()) / 1000000 + 1;
      poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(0, left)));
      continue;
    }
    const std::int64_t drawn = now_ns();
    while (XPending(display) > 0) {
      XEvent event;
      XNextEvent(display, &event);
    }
    // Taken back before the look, so that what is drawn from here on is reported again.
    XDamageSubtract(display, damage, None, None);
    XSync(display, False);
    std::printf("%lld %016llx\n", static_cast<long long>(drawn),
                static_cast<unsigned long long>(framebuffer.fingerprint()));
    quiet = now_ns() + static_cast<std::int64_t>(calm * 1e9);
  }
}

}  // namespace

int main(int count, char** values) {
  if (count != 4) {
    std::fprintf(stderr, "usage: bench-watch FRAMEBUFFER CALM SECONDS\n");
    return 2;
  }
  const Framebuffer framebuffer(values[1]);
  const std::unique_ptr<Display, decltype(&XCloseDisplay)> display(XOpenDisplay(nullptr), XCloseDisplay);
  int events = 0, errors = 0;
  if (!framebuffer.good() || !display || !XDamageQueryExtension(display.get(), &events, &errors)) {
    std::fprintf(stderr, "bench-watch: no display with XDamage, or no framebuffer %s\n", values[1]);
    return 1;
  }
  watch(display.get(), framebuffer, std::atof(values[2]), std::atof(values[3]));
  return 0;
}
