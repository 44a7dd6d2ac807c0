#include "sync/folder_transport.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using Kind = FetchError::Kind;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& file, std::string_view text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

struct Stick {
  test::TemporaryFolder folder;
  fs::path feed = folder.path() / "feed";

  Stick() { write(feed / "metadata" / "timestamp.json", "{}"); }

  FolderTransport open(const FolderLimits& limits = {}) const {
    auto transport = FolderTransport::open(folder.path(), limits);
    REQUIRE(transport);
    return std::move(*transport);
  }
};

Kind kind_of(FolderTransport& transport, std::string_view path, std::uint64_t most = 1000) {
  const auto text = fetch_text(transport, path, most);
  REQUIRE_FALSE(text);
  CHECK(text.error().message.starts_with(path));
  return text.error().kind;
}

}  // namespace

TEST_CASE("a feed lies at the top of a stick or in a folder of it, whatever else is there") {
  test::TemporaryFolder folder;
  const auto opens = [&] { return FolderTransport::open(folder.path()).has_value(); };
  CHECK_FALSE(opens());
  CHECK(FolderTransport::open(folder.path()).error().kind == Kind::not_found);
  write(folder.path() / "photos" / "cat.jpg", "cat");
  write(folder.path() / "metadata" / "other.json", "{}");
  write(folder.path() / "a" / "b" / "metadata" / "timestamp.json", "{}");         // too deep
  write(folder.path() / ".Trash-1000" / "metadata" / "timestamp.json", "{}");     // thrown away
  fs::create_directories(folder.path() / "odd" / "metadata" / "timestamp.json");  // no file
  fs::create_directories(folder.path() / "link" / "metadata");
  fs::create_symlink("/etc/hostname", folder.path() / "link" / "metadata" / "timestamp.json");
  fs::create_symlink("a/b", folder.path() / "deep");
  CHECK_FALSE(opens());
  write(folder.path() / "Inhalte f\xc3\xbcr den Kiosk" / "metadata" / "timestamp.json", "{}");
  CHECK(opens());
  CHECK(FolderTransport::open(folder.path() / "nowhere").error().kind == Kind::failed);
}

TEST_CASE("files come whole, are counted, and one that is not there is told from one that cannot be read") {
  Stick stick;
  const std::string large(1'000'000, 'x');
  write(stick.feed / "objects" / "ab" / "large", large);
  write(stick.feed / "metadata" / "a b.json", "1");
  auto transport = stick.open();
  CHECK(fetch_text(transport, "metadata/timestamp.json", 2).value() == "{}");
  CHECK(fetch_text(transport, "objects/ab/large", large.size()).value() == large);
  CHECK(fetch_text(transport, "metadata/a%20b.json", 10).value() == "1");
  CHECK(transport.traffic().requests == 3);
  CHECK(transport.traffic().bytes == large.size() + 3);
  CHECK(kind_of(transport, "metadata/2.root.json") == Kind::not_found);
  CHECK(kind_of(transport, "objects/ab/large", large.size() - 1) == Kind::too_long);
  CHECK(kind_of(transport, "objects/ab") == Kind::failed);
  CHECK(kind_of(transport, "metadata/%00") == Kind::not_found);
  CHECK(kind_of(transport, "metadata/%2") == Kind::not_found);
}

TEST_CASE("no path leaves the folder of the feed") {
  Stick stick;
  write(stick.folder.path() / "secret", "secret");
  write(stick.feed / "inside", "inside");
  fs::create_symlink("../secret", stick.feed / "up");
  fs::create_symlink(stick.folder.path() / "secret", stick.feed / "away");
  fs::create_symlink("inside", stick.feed / "within");
  fs::create_symlink("/proc/self", stick.feed / "self");
  fs::create_symlink("loop", stick.feed / "loop");
  fs::create_directory_symlink("..", stick.feed / "above");
  auto transport = stick.open();
  for (const char* path : {"../secret", "metadata/../../secret", "%2e%2e/secret", "..%2fsecret", "up", "away", "within",
                           "self/environ", "loop", "above/secret", "/etc/hostname", "//etc/hostname"}) {
    CAPTURE(path);
    CHECK_FALSE(fetch_text(transport, path, 1 << 20));
  }
  CHECK(fetch_text(transport, "inside", 100));
}

TEST_CASE("pipes, sockets and devices are neither waited for nor opened") {
  Stick stick;
  REQUIRE(::mkfifo((stick.feed / "pipe").c_str(), 0600) == 0);
  auto transport = stick.open();
  CHECK(kind_of(transport, "pipe") == Kind::failed);
  if (::mknod((stick.feed / "zero").c_str(), S_IFCHR | 0600, makedev(1, 5)) == 0) {
    CHECK(kind_of(transport, "zero") == Kind::failed);
  }
}

TEST_CASE("names and paths that no file system has are refused") {
  Stick stick;
  auto transport = stick.open();
  CHECK_FALSE(fetch_text(transport, std::string(100'000, 'n'), 10));
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "d/";
  CHECK_FALSE(fetch_text(transport, deep, 10));
  CHECK_FALSE(fetch_text(transport, "", 10));
}

TEST_CASE("a huge file without bytes is bounded before it is read, a stick by bytes and time in all") {
  Stick stick;
  write(stick.feed / "huge", "");
  fs::resize_file(stick.feed / "huge", std::uintmax_t{1} << 40);
  write(stick.feed / "small", "12345");
  auto transport = stick.open();
  CHECK(kind_of(transport, "huge", 1 << 30) == Kind::too_long);
  CHECK(transport.traffic().bytes == 0);

  auto bounded = stick.open({.maximum_bytes = 12});
  CHECK(fetch_text(bounded, "small", 5));
  CHECK(fetch_text(bounded, "small", 5));
  CHECK(kind_of(bounded, "small", 5) == Kind::too_long);

  auto time = std::chrono::seconds{100};
  auto timed = stick.open({.maximum_time = std::chrono::seconds{60}, .clock = [&time] { return time; }});
  CHECK(fetch_text(timed, "small", 5));
  time += std::chrono::seconds{60};
  CHECK(kind_of(timed, "small", 5) == Kind::failed);
}
