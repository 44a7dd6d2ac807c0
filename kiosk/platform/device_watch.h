#pragma once
// Tells when the input devices have something, without reading it for anyone: it has its own descriptors, empties them
// and forgets. Needed where SDL offers nothing to wait for (KMSDRM: SDL would ask every millisecond). One thread.

#include <poll.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "kiosk/platform/sdl_pointers.h"

namespace treffpunkt::platform {

class DeviceWatch {
 public:
  // Watches the files event* in `folder` (/dev/input), also those that come later. A device that may not be read is
  // left out until its permissions change.
  explicit DeviceWatch(std::filesystem::path folder);

  void append_to(std::vector<pollfd>& descriptors) const;
  // Empties what can be read and looks for new and lost devices. True when the set of devices changed.
  bool drain();
  std::size_t size() const { return devices_.size(); }

 private:
  void scan();
  std::filesystem::path folder_;
  Descriptor changes_;  // inotify
  std::map<std::string, Descriptor> devices_;
};

}  // namespace treffpunkt::platform
