// Nights with clocks that are wrong: whatever the time was thought to be, the next night with the right one works.
#include <doctest/doctest.h>

#include <map>

#include "sync/run.h"
#include "sync/trusted_time.h"
#include "sync/tuf/durable_file.h"
#include "tests/support/feed_maker.h"
#include "tests/support/memory_transport.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using std::chrono::days;
using test::FeedMaker;
using test::kNoon;
using test::small_content;

namespace {

constexpr Instant kBuild = kNoon - days{100};
constexpr Instant kEpoch{};
constexpr days kTenYears{3653};

struct Kiosk {
  FeedMaker feed;
  test::MemoryTransport transport{feed.files};
  test::TemporaryFolder folder;
  StateFolder state{folder.path()};

  Kiosk() {
    REQUIRE(state.prepare());
    publish(1);
  }
  void publish(std::uint64_t generation) {
    feed.add_content(generation, small_content(generation));
    feed.publish();
  }
  // A night on a machine whose clock says `system`, and somebody vouches for it or not.
  Report night(Instant system, bool synchronised) {
    ClockReadings readings{system, synchronised, kBuild, read_clock_floor(state.clock())};
    Visit visit{state, feed.first_root(), transport, trusted_time(readings)};
    visit.clock_is_right = synchronised;
    return run_sync(visit);
  }
  // Everything that a night may leave for the next one.
  std::map<std::string, std::string> kept() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
      if (entry.is_regular_file()) files[entry.path().string()] = read_bounded(entry.path(), 64 << 20).value();
    }
    return files;
  }
};

}  // namespace

TEST_CASE("a kiosk that thinks it is 1970 takes the feed, and knows from it what time it is at least") {
  Kiosk kiosk;
  CHECK(kiosk.night(kEpoch, false).outcome == Outcome::activated);
  CHECK(read_clock_floor(kiosk.state.clock()) == kNoon);
  // From then on nothing that had expired by then is taken, whatever the clock says.
  kiosk.feed.timestamp.expires = kNoon - days{1};
  kiosk.publish(2);
  const Report late = kiosk.night(kEpoch, false);
  CHECK(late.outcome == Outcome::failed);
  CHECK(late.error.find("expired") != std::string::npos);
  CHECK(late.generation == 1);
}

TEST_CASE("a clock ten years ahead that nobody vouches for does not matter") {
  Kiosk kiosk;
  CHECK(kiosk.night(kNoon + kTenYears, false).outcome == Outcome::activated);
  CHECK(read_clock_floor(kiosk.state.clock()) == kNoon);
}

TEST_CASE("a night with a forged time ten years ahead changes nothing, and the next one with the right time works") {
  Kiosk kiosk;
  REQUIRE(kiosk.night(kNoon, true).outcome == Outcome::activated);
  const auto before = kiosk.kept();
  kiosk.publish(2);
  const Report forged = kiosk.night(kNoon + kTenYears, true);
  CHECK(forged.outcome == Outcome::failed);
  CHECK(forged.error.find("expired") != std::string::npos);
  CHECK(forged.generation == 1);
  CHECK(kiosk.kept() == before);
  CHECK(kiosk.night(kNoon, true).outcome == Outcome::activated);
  CHECK(kiosk.state.current_generation() == 2);
  CHECK(read_clock_floor(kiosk.state.clock()) == kNoon);
}

TEST_CASE("roots that came in a night with a forged time stay trusted") {
  Kiosk kiosk;
  REQUIRE(kiosk.night(kNoon, true).outcome == Outcome::activated);
  kiosk.feed.replace_keys("timestamp");
  kiosk.feed.replace_keys("snapshot");
  kiosk.feed.publish_root();
  kiosk.publish(2);
  CHECK(kiosk.night(kNoon + kTenYears, true).outcome == Outcome::failed);
  kiosk.publish(3);
  CHECK(kiosk.night(kNoon, true).outcome == Outcome::activated);
  CHECK(kiosk.state.current_generation() == 3);
}

TEST_CASE("a first night with a forged time leaves nothing behind that hurts") {
  Kiosk kiosk;
  CHECK(kiosk.night(kNoon + kTenYears, true).outcome == Outcome::failed);
  CHECK_FALSE(read_clock_floor(kiosk.state.clock()));
  CHECK(kiosk.night(kNoon, true).outcome == Outcome::activated);
}

TEST_CASE("an issue time from the future is not believed against a clock that somebody vouches for") {
  Kiosk kiosk;
  kiosk.feed.timestamp.issued = kNoon + kTenYears;
  kiosk.feed.timestamp.expires = kNoon + kTenYears + days{14};
  kiosk.publish(1);
  const Report report = kiosk.night(kNoon, true);
  CHECK(report.outcome == Outcome::activated);
  REQUIRE(report.notes.size() == 1);
  CHECK(report.notes[0].find("still to come") != std::string::npos);
  CHECK_FALSE(read_clock_floor(kiosk.state.clock()));
  // The publisher's clock is mended.
  kiosk.feed.timestamp.issued = kNoon;
  kiosk.feed.timestamp.expires = kNoon + days{14};
  kiosk.publish(2);
  CHECK(kiosk.night(kNoon, true).outcome == Outcome::activated);
  CHECK(read_clock_floor(kiosk.state.clock()) == kNoon);
}

TEST_CASE("certificates are held against the later of clock and floor while nobody vouches for the clock") {
  CHECK_FALSE(certificate_time({kNoon, true, kBuild, kNoon - days{1}}));
  CHECK(certificate_time({kEpoch, false, kBuild, std::nullopt}) == kBuild);
  CHECK(certificate_time({kEpoch, false, kBuild, kNoon}) == kNoon);
  CHECK(certificate_time({kNoon + days{3}, false, kBuild, kNoon}) == kNoon + days{3});
}
