#include "sync/visit_delay.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <vector>

#include "content/language/zone.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using namespace std::chrono;

namespace {

namespace fs = std::filesystem;

LocalTime at(int hour, int minute = 0) {
  return LocalTime(local_days(2026y / November / 24)) + hours(hour) + minutes(minute);
}

void put(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

void put_card(const fs::path& root, const std::string& name, const std::string& address,
              const std::string& assigned = "0\n") {
  put(root / "sys/class/net" / name / "address", address);
  put(root / "sys/class/net" / name / "addr_assign_type", assigned);
  fs::create_directories(root / "sys/class/net" / name / "device");
}

}  // namespace

TEST_CASE("a kiosk has the same turn every night, and waits no more once it has passed") {
  const Identity identity{"10000000abcdef01", "the board's serial number"};
  const auto turn = visit_delay(identity, at(1)).wait;
  CHECK(turn < kNight);
  CHECK(visit_delay(identity, at(1) + hours(24 * 200)).wait == turn);
  CHECK(visit_delay(identity, at(1) + turn / 2).wait == turn - turn / 2);
  CHECK(visit_delay(identity, at(1) + turn + 1s).wait == 0s);
}

TEST_CASE("a thousand kiosks come evenly over the night, also if they were made one after another") {
  std::vector<int> quarters(16);
  for (int i = 0; i < 1000; ++i) {
    char serial[17];
    std::snprintf(serial, sizeof serial, "%016x", 0x10000000 + i);
    const auto wait = visit_delay({serial, ""}, at(1)).wait;
    ++quarters.at(static_cast<std::size_t>(wait / 15min));
  }
  CHECK(*std::ranges::min_element(quarters) > 35);
  CHECK(*std::ranges::max_element(quarters) < 95);
}

TEST_CASE("after a start, by day or at a time nobody knows, it is minutes") {
  for (const auto& local :
       {std::optional(at(0, 59)), std::optional(at(5)), std::optional(at(12)), std::optional<LocalTime>()}) {
    std::set<seconds> waits;
    for (const char* serial : {"a1", "b2", "c3", "d4"}) {
      const auto delay = visit_delay({serial, "x"}, local);
      CHECK(delay.wait < kAfterStart);
      waits.insert(delay.wait);
    }
    CHECK(waits.size() == 4);
  }
}

TEST_CASE("the log says why") {
  const Identity identity{"10000000abcdef01", "the board's serial number"};
  const auto night = visit_delay(identity, at(1));
  const auto turn = format_minute_of_day(floor<minutes>(kNightBegins + night.wait));
  CHECK(night.reason == "its turn in the night is " + turn + ", by the board's serial number");
  CHECK(visit_delay(identity, at(12)).reason == "it is not night: up to 10 minutes, by the board's serial number");
  CHECK(visit_delay(identity, std::nullopt).reason ==
        "the time is not known: up to 10 minutes, by the board's serial number");
}

TEST_CASE("a machine is told apart by what no copy of its card has") {
  const test::TemporaryFolder folder;
  const fs::path root = folder.path();
  CHECK(read_identity(root).value.empty());
  CHECK(visit_delay(read_identity(root), at(12)).wait < kAfterStart);
  put(root / "etc/machine-id", "0123456789abcdef0123456789abcdef\n");
  CHECK(read_identity(root).from == "its machine-id, as there is no serial number");
  put_card(root, "wlan0", "dc:a6:32:00:00:02\n");
  put_card(root, "eth0", "dc:a6:32:00:00:01\n");
  CHECK(read_identity(root).value == "dc:a6:32:00:00:01");
  put(root / "sys/class/dmi/id/product_serial", "PF3XY123\n");
  CHECK(read_identity(root).value == "PF3XY123");
  put(root / "sys/firmware/devicetree/base/serial-number", std::string("10000000abcdef01\0", 17));
  CHECK(read_identity(root).value == "10000000abcdef01");
  CHECK(read_identity(root).from == "the board's serial number");
}

TEST_CASE("what every machine of a kind has is no identity") {
  for (const char* filler : {"", "\n", "0\n", "0000000000000000", "Not Specified\n", "To be filled by O.E.M.\n",
                             "Default string\n", "System Serial Number\n", "........\n"}) {
    CAPTURE(filler);
    const test::TemporaryFolder folder;
    put(folder.path() / "sys/class/dmi/id/product_serial", filler);
    // Neither has a card whose address was made up, or one that is no hardware.
    put_card(folder.path(), "eth0", "02:42:ac:11:00:02\n", "3\n");
    put(folder.path() / "sys/class/net/docker0/address", "02:42:ac:11:00:03\n");
    put(folder.path() / "sys/class/net/docker0/addr_assign_type", "0\n");
    put_card(folder.path(), "lo", "00:00:00:00:00:00\n");
    fs::remove(folder.path() / "sys/class/net/lo/device");
    CHECK(read_identity(folder.path()).value.empty());
  }
}
