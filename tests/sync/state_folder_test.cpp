#include "sync/state_folder.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "sync/run_lock.h"
#include "sync/trusted_time.h"
#include "sync/tuf/durable_file.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;

namespace {

void write(const std::filesystem::path& file, std::string_view text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

constexpr Instant day(int number) { return Instant(std::chrono::days(number)); }

}  // namespace

TEST_CASE("the current generation is a number in a file, and nothing else") {
  test::TemporaryFolder folder;
  const StateFolder state(folder.path());
  CHECK_FALSE(state.current_generation());
  for (const char* text : {"", "\n", "twelve", "12 ", "-1", "0x12", "99999999999999999999999", "12\n13"}) {
    CAPTURE(text);
    write(state.current(), text);
    CHECK_FALSE(state.current_generation());
  }
  for (const char* text : {"12", "12\n"}) {
    write(state.current(), text);
    CHECK(state.current_generation() == 12);
  }
  REQUIRE(state.set_current_generation(13));
  CHECK(state.current_generation() == 13);
}

TEST_CASE("kept generations are the folders with a number, ascending") {
  test::TemporaryFolder folder;
  const StateFolder state(folder.path());
  CHECK(state.kept_generations().empty());
  for (const char* name : {"10", "9", ".building", "old", "11.tmp"}) {
    std::filesystem::create_directories(state.generations() / name);
  }
  CHECK(state.kept_generations() == std::vector<std::uint64_t>{9, 10});
}

TEST_CASE("a generation is bad after three starts without three minutes on the screen, and good for ever after them") {
  test::TemporaryFolder folder;
  const StateFolder state(folder.path());
  CHECK(state.trial_of(5) == Trial::untried);
  const auto trial = [&](const char* lines) {
    write(state.shown(5), lines);
    return state.trial_of(5);
  };
  CHECK(trial("started\nfailed\n") == Trial::untried);
  CHECK(trial("started\nstarted\nstarted\n") == Trial::bad);
  CHECK(trial("failed\nfailed\nfailed\n") == Trial::bad);
  CHECK(trial("started\nstarted\nstarted\nshown\n") == Trial::good);
  CHECK(trial("started\nshown\nfailed\nfailed\nfailed\n") == Trial::good);
  CHECK(trial("star\nted\n\n\xff\n") == Trial::untried);
  CHECK(trial("shown") == Trial::good);
  REQUIRE(state.forget_trial(5));
  CHECK(state.trial_of(5) == Trial::untried);
  REQUIRE(state.forget_trial(5));
}

TEST_CASE("a durable write replaces the file and leaves nothing beside it") {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "current";
  REQUIRE(write_durably(file, "old"));
  REQUIRE(write_durably(file, "new"));
  CHECK(read_bounded(file, 100).value() == "new");
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a durable write that fails leaves the old file as it was") {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "current";
  REQUIRE(write_durably(file, "old"));
  std::filesystem::create_directories(folder.path() / "current.tmp");  // the place beside it is taken
  CHECK_FALSE(write_durably(file, "new"));
  CHECK(read_bounded(file, 100).value() == "old");
  CHECK_FALSE(write_durably(file / "file", "new"));  // no folder
}

TEST_CASE("reading is bounded, and only files are read") {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "file";
  write(file, "12345");
  CHECK(read_bounded(file, 5).value() == "12345");
  CHECK_FALSE(read_bounded(file, 4));
  CHECK_FALSE(read_bounded(folder.path(), 100));
  CHECK_FALSE(read_bounded(folder.path() / "none", 100));
  REQUIRE(::mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
  CHECK_FALSE(read_bounded(folder.path() / "pipe", 100));  // and does not wait for somebody to write
}

TEST_CASE("a durable write makes the folders it needs, and keeps a key to its owner") {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "a" / "b" / "key";
  REQUIRE(write_durably(file, "secret", FileMode::only_owner));
  CHECK(read_bounded(file, 100).value() == "secret");
  CHECK(std::filesystem::status(file).permissions() ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE("a write follows no link out of its folder") {
  test::TemporaryFolder folder;
  write(folder.path() / "elsewhere", "untouched");
  std::filesystem::create_symlink(folder.path() / "elsewhere", folder.path() / "file.tmp");
  CHECK_FALSE(write_durably(folder.path() / "file", "new"));
  std::filesystem::create_symlink(folder.path() / "elsewhere", folder.path() / "link");
  CHECK_FALSE(write_quickly(folder.path() / "link", "new"));
  CHECK(read_bounded(folder.path() / "elsewhere", 100).value() == "untouched");
}

TEST_CASE("a second run is kept out for as long as the first one lasts") {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "sync.lock";
  {
    const auto first = RunLock::take(file);
    REQUIRE(first);
    REQUIRE(first->has_value());
    const auto second = RunLock::take(file);
    REQUIRE(second);
    CHECK_FALSE(second->has_value());
  }
  CHECK(RunLock::take(file).value().has_value());
  CHECK_FALSE(RunLock::take(folder.path() / "missing" / "sync.lock"));
}

TEST_CASE("trusted time is the latest of what is known") {
  CHECK(trusted_time({day(300), true, day(100), day(200)}) == day(300));
  CHECK(trusted_time({day(50), true, day(100), day(200)}) == day(200));
  CHECK(trusted_time({day(50), true, day(100), std::nullopt}) == day(100));
}

TEST_CASE("a clock that nobody has set proves nothing") {
  CHECK(trusted_time({day(9000), false, day(100), day(200)}) == day(200));
  CHECK(trusted_time({day(9000), false, day(100), std::nullopt}) == day(100));
}

TEST_CASE("the clock's floor only rises") {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "clock";
  CHECK_FALSE(read_clock_floor(file));
  REQUIRE(raise_clock_floor(file, day(20'000)));
  REQUIRE(raise_clock_floor(file, day(19'000)));
  CHECK(read_clock_floor(file) == day(20'000));
  REQUIRE(raise_clock_floor(file, day(20'001)));
  CHECK(read_clock_floor(file) == day(20'001));
  write(file, "yesterday");
  CHECK_FALSE(read_clock_floor(file));
}
