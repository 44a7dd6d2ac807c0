#pragma once
// Tells which files are put in their place in a folder: renamed into it, as kiosk-sync does, or written. Sleeps on a thread
// of its own in between. A folder that cannot be watched is never told of.

#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include "kiosk/platform/sdl_pointers.h"

namespace treffpunkt::platform {

class FileWatch {
 public:
  // `changed` is called on the watch's thread with the file's name.
  FileWatch(const std::filesystem::path& folder, std::function<void(const std::string& name)> changed);
  ~FileWatch();

  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

 private:
  void run() const;

  std::function<void(const std::string&)> changed_;
  Descriptor changes_;  // inotify
  Descriptor ending_;   // eventfd
  std::thread thread_;
};

}  // namespace treffpunkt::platform
