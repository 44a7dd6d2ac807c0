#pragma once
// A folder of good sources to spoil in a test: a copy of fixtures/good, with more files laid over it.

#include <filesystem>
#include <string_view>

#include "sync/tuf/durable_file.h"
#include "tests/support/temporary_folder.h"

namespace treffpunkt::test {

inline std::filesystem::path fixture(std::string_view name) {
  return std::filesystem::path(SOURCE_DIR) / "tests" / "feed" / "fixtures" / name;
}

class SourceFolderCopy {
 public:
  SourceFolderCopy() { lay_over("good"); }

  void lay_over(std::string_view fixture_name) {
    using Options = std::filesystem::copy_options;
    std::filesystem::copy(fixture(fixture_name), path(),
                          Options::recursive | Options::overwrite_existing | Options::copy_symlinks);
  }
  void write(std::string_view name, std::string_view text) const {
    REQUIRE(write_quickly(path() / name, text).has_value());
  }
  void remove(std::string_view name) const { std::filesystem::remove_all(path() / name); }

  std::filesystem::path path() const { return folder_.path() / "sources"; }
  std::filesystem::path beside(std::string_view name) const { return folder_.path() / name; }

 private:
  TemporaryFolder folder_;
};

}  // namespace treffpunkt::test
