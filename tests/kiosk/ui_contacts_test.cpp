#include "kiosk/ui/contacts.h"

#include <doctest/doctest.h>

using namespace treffpunkt::ui;

namespace {

using Phase = Finger::Phase;

struct Glass {
  Contacts contacts{4};

  std::vector<Finger> finger(Phase phase, std::int64_t id, float x, float y, double seconds) {
    return contacts.handle({phase, id, x, y, seconds});
  }
  std::size_t count(Phase phase, std::int64_t id, float x, float y, double seconds) { return finger(phase, id, x, y, seconds).size(); }
};

}  // namespace

TEST_CASE("a finger passes unchanged") {
  Glass glass;
  CHECK(glass.count(Phase::down, 1, 10, 10, 0) == 1);
  CHECK(glass.count(Phase::move, 1, 12, 10, 0.02) == 1);
  CHECK(glass.count(Phase::up, 1, 12, 10, 0.1) == 1);
  CHECK(glass.count(Phase::up, 1, 12, 10, 0.2) == 0);  // not on the glass any more
}

TEST_CASE("a tap that breaks off and comes again within milliseconds is one tap") {
  Glass glass;
  CHECK(glass.count(Phase::down, 1, 100, 100, 0) == 1);
  CHECK(glass.count(Phase::up, 1, 100, 100, 0.01) == 1);
  CHECK(glass.count(Phase::down, 2, 102, 101, 0.02) == 0);
  CHECK(glass.count(Phase::move, 2, 102, 101, 0.03) == 0);
  CHECK(glass.count(Phase::up, 2, 102, 101, 0.09) == 0);
  CHECK(glass.count(Phase::down, 3, 101, 101, 0.12) == 0);  // and again
  CHECK(glass.count(Phase::up, 3, 101, 101, 0.13) == 0);
}

TEST_CASE("two taps one after another are two, and so are two at different places") {
  Glass glass;
  glass.finger(Phase::down, 1, 100, 100, 0);
  glass.finger(Phase::up, 1, 100, 100, 0.05);
  CHECK(glass.count(Phase::down, 1, 100, 100, 0.15) == 1);
  glass.finger(Phase::up, 1, 100, 100, 0.2);
  CHECK(glass.count(Phase::down, 1, 300, 100, 0.22) == 1);
}

TEST_CASE("a drag that breaks off goes on") {
  Glass glass;
  glass.finger(Phase::down, 1, 100, 100, 0);
  glass.finger(Phase::move, 1, 100, 160, 0.1);
  glass.finger(Phase::up, 1, 100, 160, 0.11);
  CHECK(glass.count(Phase::down, 2, 100, 161, 0.12) == 1);
}

TEST_CASE("three contacts at once are a palm: what was pressed is let go, and nothing of it counts until it is lifted") {
  Glass glass;
  CHECK(glass.count(Phase::down, 1, 100, 100, 0) == 1);
  CHECK(glass.count(Phase::down, 2, 160, 100, 0.02) == 1);
  const auto ends = glass.finger(Phase::down, 3, 130, 160, 0.05);
  REQUIRE(ends.size() == 2);
  for (const auto& end : ends) CHECK(end.phase == Phase::cancelled);
  for (const std::int64_t id : {1, 2, 3}) {
    CHECK(glass.count(Phase::move, id, 140, 140, 0.1) == 0);
    CHECK(glass.count(Phase::up, id, 140, 140, 0.2) == 0);
  }
  CHECK(glass.count(Phase::down, 4, 500, 500, 0.5) == 1);
}

TEST_CASE("fingers that come one after another are no palm") {
  Glass glass;
  CHECK(glass.count(Phase::down, 1, 100, 100, 0) == 1);
  CHECK(glass.count(Phase::down, 2, 300, 100, 0.4) == 1);
  CHECK(glass.count(Phase::down, 3, 500, 100, 0.8) == 1);
}

TEST_CASE("what neither moves nor lifts for 30 seconds is let go, and trembling is not moving") {
  Glass glass;
  glass.finger(Phase::down, 1, 5, 900, 100);
  CHECK(glass.contacts.deadline() == 130);
  glass.finger(Phase::move, 1, 9, 903, 120);
  CHECK(glass.contacts.advance(129.9).empty());
  const auto ends = glass.contacts.advance(130);
  REQUIRE(ends.size() == 1);
  CHECK(ends[0].phase == Phase::cancelled);
  CHECK(glass.contacts.advance(200).empty());
  CHECK_FALSE(glass.contacts.deadline());
  CHECK(glass.count(Phase::move, 1, 200, 900, 201) == 0);  // not before it was lifted
  CHECK(glass.count(Phase::down, 2, 500, 500, 202) == 1);
  glass.finger(Phase::up, 1, 5, 900, 203);
  CHECK(glass.count(Phase::down, 1, 5, 900, 204) == 1);
}

TEST_CASE("a finger that moves is never stuck") {
  Glass glass;
  glass.finger(Phase::down, 1, 100, 100, 0);
  for (int second = 1; second < 60; ++second) {
    CHECK(glass.count(Phase::move, 1, 100 + 20.f * static_cast<float>(second % 2), 100, second) == 1);
    CHECK(glass.contacts.advance(second).empty());
  }
}
