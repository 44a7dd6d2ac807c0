#include "feed/superseded.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "feed/picture_shelf.h"
#include "sync/tuf/durable_file.h"
#include "tests/support/temporary_folder.h"

namespace treffpunkt {
namespace {

namespace fs = std::filesystem;

std::string hash_of(int number) { return fmt::format("{:064x}", number); }

tuf::TargetFile target(int number) {
  tuf::TargetFile file;
  file.hashes["sha256"] = hash_of(number);
  return file;
}

// The targets of version N name content N and patch 1000 + N.
tuf::Targets targets(int version) {
  tuf::Targets made;
  made.version = static_cast<std::uint64_t>(version);
  made.targets["content.ndjson.zst"] = target(version);
  made.targets["patch-1.zst"] = target(1000 + version);
  return made;
}

class Folder {
 public:
  void put(const fs::path& name) const { REQUIRE(write_quickly(folder_.path() / name, "x").has_value()); }
  bool has(const fs::path& name) const { return fs::exists(folder_.path() / name); }
  const fs::path& path() const { return folder_.path(); }

 private:
  test::TemporaryFolder folder_;
};

TEST_CASE("forty versions of metadata and contents stay, three of patches, and every root") {
  const Folder folder;
  for (int version = 1; version <= 45; ++version) {
    folder.put(metadata_path(version, "targets"));
    folder.put(metadata_path(version, "snapshot"));
    folder.put(metadata_path(version, "root"));
    folder.put(target_path(hash_of(version), kContentTarget));
    folder.put(target_path(hash_of(1000 + version), "patch-1.zst"));
  }
  folder.put(timestamp_path());
  std::vector<tuf::Targets> kept;
  for (int version = 45; version > 5; --version) kept.push_back(targets(version));
  CHECK(remove_superseded(folder.path(), kept, 45, {}) == 5 + 5 + 5 + 42);
  CHECK_FALSE(folder.has(metadata_path(5, "targets")));
  CHECK(folder.has(metadata_path(6, "targets")));
  CHECK_FALSE(folder.has(metadata_path(5, "snapshot")));
  CHECK(folder.has(metadata_path(6, "snapshot")));
  CHECK(folder.has(metadata_path(1, "root")));
  CHECK(folder.has(timestamp_path()));
  CHECK_FALSE(folder.has(target_path(hash_of(5), kContentTarget)));
  CHECK(folder.has(target_path(hash_of(6), kContentTarget)));
  CHECK_FALSE(folder.has(target_path(hash_of(1042), "patch-1.zst")));
  CHECK(folder.has(target_path(hash_of(1043), "patch-1.zst")));
}

TEST_CASE("objects go when no kept content names them") {
  const Folder folder;
  folder.put(object_path(hash_of(1)));
  folder.put(object_path(hash_of(2)));
  CHECK(remove_superseded(folder.path(), {targets(1)}, 1, {hash_of(2)}) == 1);
  CHECK_FALSE(folder.has(object_path(hash_of(1))));
  CHECK(folder.has(object_path(hash_of(2))));
}

TEST_CASE("what does not look like a publishing's own file is left alone") {
  const Folder folder;
  const std::vector<fs::path> others = {
      "index.html",         "metadata/notes.txt",           "metadata/1.mine.json", "metadata/x1.targets.json",
      "targets/README.txt", "targets/1.content.ndjson.zst", "objects/README.txt",   "objects/00/picture.png"};
  for (const auto& name : others) folder.put(name);
  CHECK(remove_superseded(folder.path(), {targets(100)}, 100, {}) == 0);
  for (const auto& name : others) CHECK(folder.has(name));
}

TEST_CASE("a feed without a folder for objects is no trouble") {
  const Folder folder;
  CHECK(remove_superseded(folder.path(), {targets(1)}, 1, {}) == 0);
}

}  // namespace
}  // namespace treffpunkt
