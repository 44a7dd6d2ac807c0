#pragma once
// A disk that forgets: what calls did to a folder, and what of it is left when the power goes. What was written is only
// sure after fsync of the file, a name only after fsync of its folder (POSIX; ext4 is kinder). A value; one thread.

#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/faults/calls.h"

namespace treffpunkt::faults {

// What becomes of that which was not flushed.
enum class Loss {
  nothing,  // a killed process
  all,
  data,   // names are kept: files without their bytes
  names,  // bytes are kept, in the files that have a name
  some    // by chance
};

class Disk {
 public:
  // As the folder is now, all of it sure.
  explicit Disk(const std::filesystem::path& root);

  void perform(const Call& call);
  // Into an empty or missing folder.
  void leave(const std::filesystem::path& target, Loss loss, std::mt19937& chance) const;

 private:
  struct Thing {
    bool folder = false;
    std::string bytes, sure_bytes;
    std::map<std::string, int> names, sure_names;  // of a folder: numbers of things
  };

  int load(const std::filesystem::path& path);
  // The folder that has this path's last part, and that part; -1: not on this disk.
  std::pair<int, std::string> place(const std::string& path) const;
  int find(const std::string& path) const;
  int make(const std::string& path, bool folder);
  void write(const std::string& path, std::size_t at, const std::string& bytes);
  void rename(const std::string& from, const std::string& to, bool exchange);
  void leave(int thing, const std::filesystem::path& target, Loss loss, std::mt19937& chance) const;

  std::filesystem::path root_;
  std::vector<Thing> things_;                // 0: the root
  std::map<std::string, std::size_t> ends_;  // by path: where the next write() goes
};

}  // namespace treffpunkt::faults
