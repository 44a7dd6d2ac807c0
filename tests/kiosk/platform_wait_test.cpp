#include "kiosk/platform/wait_set.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

namespace treffpunkt::platform {
namespace {

constexpr std::uint64_t kLong = 20'000'000'000;  // far more than any test takes; a hang fails instead of hanging

// A named pipe stands for an input device.
struct FakeDevice {
  explicit FakeDevice(const std::filesystem::path& path) {
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    end = Descriptor(::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
    REQUIRE(end);
  }
  void touch() const { CHECK(::write(end.get(), "touched", 7) == 7); }
  Descriptor end;
};

TEST_CASE("a touch on a device ends the sleep and is taken away") {
  const test::TemporaryFolder folder;
  const FakeDevice device(folder.path() / "event0");
  auto set = WaitSet::make(false);
  REQUIRE(set.has_value());
  set->watch(DeviceWatch(folder.path()));
  device.touch();
  const std::uint64_t begin = now_ns();
  const auto reasons = set->sleep(begin + kLong);
  CHECK(now_ns() - begin < kLong);
  CHECK_FALSE(reasons.woken);
  CHECK_FALSE(reasons.devices_changed);
  const std::uint64_t deadline = now_ns() + 1'000'000;
  set->sleep(deadline);
  CHECK(now_ns() >= deadline);  // nothing was left to wake it again
}

TEST_CASE("a device that is plugged in later is watched too") {
  const test::TemporaryFolder folder;
  auto set = WaitSet::make(false);
  REQUIRE(set.has_value());
  set->watch(DeviceWatch(folder.path()));
  const FakeDevice device(folder.path() / "event7");
  const std::uint64_t begin = now_ns();
  CHECK(set->sleep(begin + kLong).devices_changed);
  device.touch();
  set->sleep(begin + kLong);
  CHECK(now_ns() - begin < kLong);
}

TEST_CASE("only event files are devices, and a folder that is not there has none") {
  const test::TemporaryFolder folder;
  std::ofstream(folder.path() / "mouse0") << "x";
  const FakeDevice device(folder.path() / "event1");
  CHECK(DeviceWatch(folder.path()).size() == 1);
  CHECK(DeviceWatch(folder.path() / "missing").size() == 0);
}

TEST_CASE("a device that is gone is no longer watched") {
  const test::TemporaryFolder folder;
  std::ofstream(folder.path() / "event3") << "ends at once";
  DeviceWatch watch(folder.path());
  CHECK(watch.size() == 1);
  CHECK(watch.drain());
  CHECK(watch.size() == 0);
}

TEST_CASE("a signal to quit ends the sleep and not the program, and only while the set lives") {
  sigset_t before, after;
  pthread_sigmask(SIG_SETMASK, nullptr, &before);
  {
    auto set = WaitSet::make(true);
    REQUIRE(set.has_value());
    ::raise(SIGTERM);
    CHECK(set->sleep(now_ns() + kLong).quit);
    CHECK_FALSE(set->sleep(0).quit);
  }
  pthread_sigmask(SIG_SETMASK, nullptr, &after);
  CHECK(sigismember(&before, SIGTERM) == sigismember(&after, SIGTERM));
  CHECK(sigismember(&before, SIGINT) == sigismember(&after, SIGINT));
}

TEST_CASE("many wake-ups before a sleep are one") {
  auto set = WaitSet::make(false);
  REQUIRE(set.has_value());
  for (int i = 0; i < 100; ++i) set->wake();
  CHECK(set->sleep(now_ns() + kLong).woken);
  CHECK_FALSE(set->sleep(0).woken);
}

}  // namespace
}  // namespace treffpunkt::platform
