#include "content/result/text_file.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "tests/support/temporary_folder.h"

using namespace treffpunkt;

TEST_CASE("a text file comes as its bytes, up to the limit and not beyond") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "words.txt";
  const std::string bytes("a\0b\r\nü\xff", 8);
  std::ofstream(file, std::ios::binary) << bytes;
  CHECK(read_text_file(file, 100) == bytes);
  CHECK(read_text_file(file, bytes.size()) == bytes);
  CHECK(read_text_file(file, bytes.size() - 1).error().message == file.string() + ": larger than 7 bytes");
}

TEST_CASE("an empty file is an empty text") {
  const test::TemporaryFolder folder;
  std::ofstream(folder.path() / "empty").flush();
  CHECK(read_text_file(folder.path() / "empty", 10) == std::string());
}

TEST_CASE("a folder, a pipe, a broken link and nothing at all are no text files, and nothing waits for them") {
  const test::TemporaryFolder folder;
  std::filesystem::create_symlink("nowhere", folder.path() / "link");
  REQUIRE(::mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
  for (const std::string_view name : {"", "link", "pipe", "nothing", "nothing/below"}) {
    CAPTURE(name);
    const auto file = folder.path() / name;
    const auto read = read_text_file(file, 10);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().message == file.string() + ": no such file");
  }
}
