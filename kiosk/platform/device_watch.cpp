#include "kiosk/platform/device_watch.h"

#include <fcntl.h>
#include <sys/inotify.h>

#include <array>
#include <cerrno>

namespace treffpunkt::platform {
namespace {

enum class Drained { nothing, something, gone };

Drained drain_descriptor(int descriptor) {
  std::array<char, 4096> buffer;
  Drained result = Drained::nothing;
  for (;;) {
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count > 0) {
      result = Drained::something;
    } else if (count < 0 && errno == EINTR) {
      continue;
    } else {
      return count < 0 && errno == EAGAIN ? result : Drained::gone;
    }
  }
}

}  // namespace

DeviceWatch::DeviceWatch(std::filesystem::path folder)
    : folder_(std::move(folder)), changes_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  // A device appears first and gets its permissions from udev a moment later: IN_ATTRIB.
  if (changes_) inotify_add_watch(changes_.get(), folder_.c_str(), IN_CREATE | IN_ATTRIB | IN_DELETE | IN_MOVED_TO);
  scan();
}

void DeviceWatch::scan() {
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with("event") || devices_.contains(name)) continue;
    Descriptor device(::open(entry->path().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (device) devices_.emplace(name, std::move(device));
  }
}

void DeviceWatch::append_to(std::vector<pollfd>& descriptors) const {
  if (changes_) descriptors.push_back({changes_.get(), POLLIN, 0});
  for (const auto& [name, device] : devices_) descriptors.push_back({device.get(), POLLIN, 0});
}

bool DeviceWatch::drain() {
  const std::size_t before = devices_.size();
  const std::size_t lost = std::erase_if(
      devices_, [](const auto& device) { return drain_descriptor(device.second.get()) == Drained::gone; });
  if (changes_ && drain_descriptor(changes_.get()) == Drained::something) scan();
  return lost > 0 || devices_.size() != before;
}

}  // namespace treffpunkt::platform
