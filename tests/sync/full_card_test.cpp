// A card that is full for real: a small file system in memory, mounted in a namespace of a child process.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <string>

#include "sync/tuf/durable_file.h"
#include "tests/sync/house.h"

using namespace treffpunkt;
using test::House;
using test::small_content;

namespace {

constexpr int kNotPermitted = 77;

bool write_to(const char* file, const std::string& text) {
  const int descriptor = ::open(file, O_WRONLY | O_CLOEXEC);
  const bool done =
      descriptor >= 0 && ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (descriptor >= 0) ::close(descriptor);
  return done;
}

bool mount_small(const std::filesystem::path& folder, const char* size) {
  const auto user = std::to_string(::getuid());
  if (::unshare(CLONE_NEWNS) != 0) {
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
    if (!write_to("/proc/self/setgroups", "deny") || !write_to("/proc/self/uid_map", "0 " + user + " 1")) return false;
  }
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  return ::mount("none", folder.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, size) == 0;
}

std::string random_content(std::uint64_t generation, int pages) {
  std::mt19937 random(11);
  Feed feed;
  feed.header = {.id = "test", .generation = generation, .languages = {"de"}};
  for (int i = 0; i < pages; ++i) {
    Page page;
    page.id = i == 0 ? "welcome" : "page-" + std::to_string(i);
    page.title.translations["de"] = {"Generation " + std::to_string(generation)};
    for (int word = 0; word < 60; ++word) page.body.translations["de"].text += std::to_string(random()) + " ";
    feed.items.push_back(page);
  }
  return to_ndjson(feed);
}

// In the child: every size of the rest, so that the card is full at every place.
int fill_up(House& house) {
  const auto all = [] { return std::uint64_t{1} << 40; };  // nobody notices before
  house.free_bytes = all;
  house.publish(1, random_content(1, 20));
  if (house.visit().outcome != Outcome::activated) return 1;
  house.note(1, "shown\n");
  house.publish(2, random_content(2, 150));
  int failures = 0;
  for (int kilobytes = 4; kilobytes < 1200; kilobytes += 12) {
    const auto filler = house.folder.path() / "filler";
    std::error_code ignored;
    std::filesystem::remove(filler, ignored);
    const auto free = std::filesystem::space(house.folder.path()).available;
    if (free < static_cast<std::uint64_t>(kilobytes) << 10) break;
    if (!write_quickly(filler, std::string(free - (static_cast<std::uint64_t>(kilobytes) << 10), 'x'))) return 2;
    const Report report = house.visit();
    if (report.outcome == Outcome::activated) break;
    ++failures;
    if (!report.card_full) return 3;
    if (house.state.current_generation() != 1 || house.shown_title() != "Generation 1") return 4;
    if (std::filesystem::exists(house.state.building())) return 5;
  }
  if (failures < 5) return 6;
  std::filesystem::remove(house.folder.path() / "filler");
  house.visit();
  return house.shown_title() == "Generation 2" ? 0 : 7;
}

}  // namespace

TEST_CASE("wherever the card becomes full everything stays as it was, and with room again it goes on") {
  const pid_t child = ::fork();
  if (child == 0) {
    if (!mount_small(std::filesystem::temp_directory_path(), "size=8m,mode=777")) ::_exit(kNotPermitted);
    int result = 0;
    {
      House house;
      result = fill_up(house);
    }
    ::_exit(result);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == kNotPermitted) {
    MESSAGE("left out: this machine does not let us mount a small file system");
    return;
  }
  CHECK(WEXITSTATUS(status) == 0);
}
