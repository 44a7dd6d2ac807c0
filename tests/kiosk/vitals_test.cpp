// What a watchdog takes for well and what not.

#include "kiosk/app/vitals.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <condition_variable>
#include <fstream>
#include <mutex>
#include <vector>

#include "kiosk/platform/devices.h"
#include "kiosk/platform/file_watch.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using app::Probe;
using app::Vitals;

namespace {

namespace fs = std::filesystem;

Vitals idle_at(double now) {
  Vitals vitals;
  vitals.presented(now);
  vitals.probe_asked(now);
  vitals.probe_answered({}, now);
  return vitals;
}

void write(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

}  // namespace

TEST_CASE("an app that has nothing to draw is well, and is asked to draw a frame every 30 seconds") {
  auto vitals = idle_at(0);
  CHECK_FALSE(vitals.wants_frame(29));
  CHECK(vitals.wants_frame(30));
  CHECK_FALSE(vitals.fault(1000));
}

TEST_CASE("a frame that was asked for and is not there after two seconds is a fault, until it is there") {
  auto vitals = idle_at(0);
  vitals.turned(true, 10);
  CHECK_FALSE(vitals.fault(12));
  vitals.turned(true, 11);
  CHECK(vitals.fault(12.1) == "no frame for more than 2 seconds");
  vitals.presented(13);
  CHECK_FALSE(vitals.fault(13));
  CHECK(vitals.deadline(13) > 13);
}

TEST_CASE("on a screen that is dark or unplugged no frame is missed or asked for; what waits is not late when it is lit") {
  auto vitals = idle_at(0);
  Probe dark;
  dark.screen_is_lit = false;
  vitals.turned(true, 30);
  vitals.probe_asked(30);
  vitals.probe_answered(dark, 31);
  CHECK_FALSE(vitals.fault(500));
  CHECK_FALSE(vitals.wants_frame(500));
  vitals.probe_asked(500);
  vitals.probe_answered(dark, 500);
  vitals.probe_asked(530);
  vitals.probe_answered({}, 530);
  vitals.turned(true, 530);
  CHECK_FALSE(vitals.fault(531));
  CHECK(vitals.fault(532.1).has_value());
  vitals.presented(532.2);
  CHECK_FALSE(vitals.fault(532.2));
}

TEST_CASE("the worker is asked every 30 seconds and has 30 to answer, for a slow card") {
  auto vitals = idle_at(0);
  CHECK_FALSE(vitals.wants_probe(29));
  CHECK(vitals.wants_probe(30));
  vitals.probe_asked(30);
  CHECK_FALSE(vitals.wants_probe(90));
  CHECK_FALSE(vitals.fault(60));
  CHECK(vitals.fault(60.1) == "the worker does not answer");
  vitals.probe_answered({}, 61);
  CHECK_FALSE(vitals.fault(61));
}

TEST_CASE("a store that does not answer is a fault; so are input devices of which none can be read, but no device is none") {
  auto vitals = idle_at(0);
  const auto fault_of = [&](bool store, int devices, int unreadable) {
    vitals.probe_asked(1);
    vitals.probe_answered({store, devices, unreadable, true}, 1);
    return vitals.fault(1).value_or("");
  };
  CHECK(fault_of(true, 0, 0) == "");
  CHECK(fault_of(true, 3, 2) == "");
  CHECK(fault_of(true, 3, 3) == "no input device can be read");
  CHECK(fault_of(false, 3, 0) == "the store does not answer");
  CHECK(fault_of(true, 3, 0) == "");
}

TEST_CASE("the next turn comes when something could be wrong or wants to be tried, never in the past") {
  auto vitals = idle_at(100);
  CHECK(vitals.deadline(101) == doctest::Approx(130));
  vitals.turned(true, 105);
  CHECK(vitals.deadline(105) == doctest::Approx(107));
  CHECK(vitals.deadline(200) == doctest::Approx(200));
}

TEST_CASE("input devices are those named event*, and a screen is lit when one connector is plugged in and on") {
  const test::TemporaryFolder folder;
  const auto input = folder.path() / "input", cards = folder.path() / "drm";
  CHECK(platform::input_devices(input).found == 0);
  write(input / "event0", "");
  write(input / "mice", "");
  fs::create_symlink("/nowhere", input / "event1");
  CHECK(platform::input_devices(input).found == 2);
  CHECK(platform::input_devices(input).unreadable == 1);

  CHECK(platform::screen_is_lit(cards));  // no card: somebody else's display
  fs::create_directories(cards / "card0");
  CHECK(platform::screen_is_lit(cards));
  write(cards / "card0-HDMI-A-1/status", "disconnected\n");
  write(cards / "card0-HDMI-A-2/status", "disconnected\n");
  CHECK_FALSE(platform::screen_is_lit(cards));
  write(cards / "card0-HDMI-A-2/status", "connected\n");
  write(cards / "card0-HDMI-A-2/dpms", "On\n");
  CHECK(platform::screen_is_lit(cards));
  write(cards / "card0-HDMI-A-2/dpms", "Off\n");
  CHECK_FALSE(platform::screen_is_lit(cards));
}

TEST_CASE("a file that is renamed into a folder is told of by its name; a folder that is not there by nothing") {
  const test::TemporaryFolder folder;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::string> names;
  const platform::FileWatch nowhere(folder.path() / "nowhere", [](const std::string&) {});
  const platform::FileWatch watch(folder.path(), [&](const std::string& name) {
    const std::lock_guard lock(mutex);
    names.push_back(name);
    changed.notify_all();
  });
  fs::create_directory(folder.path() / "aside");
  write(folder.path() / "aside/current.tmp", "7");
  fs::rename(folder.path() / "aside/current.tmp", folder.path() / "current");
  std::unique_lock lock(mutex);
  CHECK(changed.wait_for(lock, std::chrono::seconds(20), [&] { return names == std::vector<std::string>{"current"}; }));
}
