#include "kiosk/platform/file_watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace treffpunkt::platform {

FileWatch::FileWatch(const std::filesystem::path& folder, std::function<void(const std::string&)> changed)
    : changed_(std::move(changed)), changes_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), ending_(eventfd(0, EFD_CLOEXEC)) {
  if (!changes_ || !ending_) return;
  if (inotify_add_watch(changes_.get(), folder.c_str(), IN_MOVED_TO | IN_CLOSE_WRITE) < 0) return;
  thread_ = std::thread([this] { run(); });
}

FileWatch::~FileWatch() {
  if (!thread_.joinable()) return;
  const std::uint64_t one = 1;
  static_cast<void>(!::write(ending_.get(), &one, sizeof one));
  thread_.join();
}

void FileWatch::run() const {
  alignas(inotify_event) std::array<char, 4096> buffer;
  std::array<pollfd, 2> waiting{{{changes_.get(), POLLIN, 0}, {ending_.get(), POLLIN, 0}}};
  for (;;) {
    if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) return;
    if (waiting[1].revents != 0) return;
    const ssize_t length = ::read(changes_.get(), buffer.data(), buffer.size());
    if (length == 0 || (length < 0 && errno != EAGAIN && errno != EINTR)) return;
    for (ssize_t at = 0; at < length;) {
      inotify_event event;
      std::memcpy(&event, buffer.data() + at, sizeof event);
      if (event.len > 0) changed_(buffer.data() + at + sizeof event);
      at += static_cast<ssize_t>(sizeof event + event.len);
    }
  }
}

}  // namespace treffpunkt::platform
