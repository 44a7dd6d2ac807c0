#include "tests/faults/disk.h"

#include "tests/system/support/files.h"

namespace treffpunkt::faults {

namespace fs = std::filesystem;

Disk::Disk(const fs::path& root) : root_(root) { load(root); }

int Disk::load(const fs::path& path) {
  const int number = static_cast<int>(things_.size());
  things_.emplace_back();
  if (!fs::exists(path) || fs::is_directory(path)) {
    things_[number].folder = true;
    if (!fs::exists(path)) return number;
    for (const auto& entry : fs::directory_iterator(path)) {
      const int inside = load(entry.path());
      things_[number].names[entry.path().filename()] = inside;
    }
    things_[number].sure_names = things_[number].names;
  } else {
    things_[number].bytes = things_[number].sure_bytes = test::text_of(path);
  }
  return number;
}

std::pair<int, std::string> Disk::place(const std::string& path) const {
  const fs::path relative = fs::path(path).lexically_relative(root_);
  if (relative.empty() || *relative.begin() == "..") return {-1, ""};
  int folder = 0;
  for (auto part = relative.begin(); part != relative.end(); ++part) {
    if (std::next(part) == relative.end()) return {folder, part->string()};
    const auto found = things_[folder].names.find(part->string());
    if (found == things_[folder].names.end()) return {-1, ""};
    folder = found->second;
  }
  return {-1, ""};
}

int Disk::find(const std::string& path) const {
  const auto [folder, name] = place(path);
  if (folder < 0) return -1;
  if (name == ".") return 0;
  const auto found = things_[folder].names.find(name);
  return found == things_[folder].names.end() ? -1 : found->second;
}

int Disk::make(const std::string& path, bool folder) {
  const auto [above, name] = place(path);
  if (above < 0 || name == ".") return -1;
  things_.emplace_back();
  things_.back().folder = folder;
  things_[above].names[name] = static_cast<int>(things_.size()) - 1;
  return static_cast<int>(things_.size()) - 1;
}

void Disk::write(const std::string& path, std::size_t at, const std::string& bytes) {
  const int file = find(path);
  if (file < 0) return;
  std::string& old = things_[file].bytes;
  if (old.size() < at + bytes.size()) old.resize(at + bytes.size());
  old.replace(at, bytes.size(), bytes);
}

void Disk::rename(const std::string& from, const std::string& to, bool exchange) {
  const auto [from_folder, from_name] = place(from);
  const auto [to_folder, to_name] = place(to);
  const int moved = find(from), replaced = find(to);
  if (moved < 0 || to_folder < 0) return;
  things_[to_folder].names[to_name] = moved;
  if (exchange && replaced >= 0) {
    things_[from_folder].names[from_name] = replaced;
  } else {
    things_[from_folder].names.erase(from_name);
  }
}

void Disk::perform(const Call& call) {
  if (call.result.starts_with("-1 ")) return;
  const auto& with = call.arguments;
  const auto number = [&](std::size_t index) { return static_cast<std::size_t>(std::stoull(with.at(index))); };
  if (call.name == "openat") {
    const std::string path = with[1].starts_with('/') ? with[1] : with[0] + "/" + with[1];
    const bool cut = with[2].find("O_TRUNC") != std::string::npos;
    if (find(path) < 0 && with[2].find("O_CREAT") != std::string::npos) make(path, false);
    if (const int file = find(path); file >= 0 && cut) things_[file].bytes.clear();
    ends_[path] = 0;
  } else if (call.name == "mkdir") {
    make(with[0], true);
  } else if (call.name == "write") {
    write(with[0], ends_[with[0]], with[1]);
    ends_[with[0]] += with[1].size();
  } else if (call.name == "pwrite64") {
    write(with[0], number(3), with[1]);
  } else if (call.name == "lseek") {
    ends_[with[0]] = static_cast<std::size_t>(std::stoull(call.result));
  } else if (call.name == "ftruncate") {
    if (const int file = find(with[0]); file >= 0) things_[file].bytes.resize(number(1));
  } else if (call.name == "fsync" || call.name == "fdatasync") {
    const int thing = find(with[0]);
    if (thing < 0) return;
    things_[thing].sure_bytes = things_[thing].bytes;
    things_[thing].sure_names = things_[thing].names;
  } else if (call.name == "rename") {
    rename(with[0], with[1], false);
  } else if (call.name == "renameat" || call.name == "renameat2") {
    rename(with[1], with[3], with.size() > 4 && with[4].find("EXCHANGE") != std::string::npos);
  } else if (call.name == "unlink" || call.name == "rmdir") {
    const auto [folder, name] = place(with[0]);
    if (folder >= 0) things_[folder].names.erase(name);
  } else if (call.name == "unlinkat") {
    const auto [folder, name] = place(with[1].starts_with('/') ? with[1] : with[0] + "/" + with[1]);
    if (folder >= 0) things_[folder].names.erase(name);
  }
}

void Disk::leave(const fs::path& target, Loss loss, std::mt19937& chance) const { leave(0, target, loss, chance); }

void Disk::leave(int thing, const fs::path& target, Loss loss, std::mt19937& chance) const {
  const Thing& what = things_[thing];
  const auto sure = [&](Loss one) {
    return loss == Loss::all || loss == one || (loss == Loss::some && chance() % 2 == 0);
  };
  if (!what.folder) return test::write_text(target, sure(Loss::data) ? what.sure_bytes : what.bytes);
  fs::create_directories(target);
  // Each change to a folder is kept or lost for itself: of a rename there may be both names or none.
  std::map<std::string, int> names = what.sure_names;
  for (const auto& [name, inside] : what.names) {
    if (const auto old = names.find(name); (old == names.end() || old->second != inside) && !sure(Loss::names))
      names[name] = inside;
  }
  for (const auto& [name, inside] : what.sure_names) {
    if (!what.names.contains(name) && !sure(Loss::names)) names.erase(name);
  }
  for (const auto& [name, inside] : names) leave(inside, target / name, loss, chance);
}

}  // namespace treffpunkt::faults
