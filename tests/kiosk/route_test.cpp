#include <doctest/doctest.h>

#include "kiosk/screens/route.h"

using namespace treffpunkt::screens;

TEST_CASE("a route is written as it is read") {
  for (const char* text : {"home", "event/sprachcafe", "events?day=2026-11-24&free=1", "offers/work?offset=40", "event/x?at=2026-11-24T14:00:00Z"}) {
    CHECK(to_string(parse_route(text)) == text);
  }
}

TEST_CASE("a route says its screen, item and options") {
  const auto route = parse_route("event/sprachcafe?at=2026-11-24T14:00:00Z");
  CHECK(route.screen == "event");
  CHECK(route.id == "sprachcafe");
  CHECK(route.option("at") == "2026-11-24T14:00:00Z");
  CHECK(route.option("day").empty());
}

TEST_CASE("an option is set, replaced and taken out") {
  const auto route = parse_route("events").with("day", "2026-11-24").with("free", "1").with("day", "2026-11-25");
  CHECK(to_string(route) == "events?day=2026-11-25&free=1");
  CHECK(to_string(route.with("day", "").with("free", "")) == "events");
}

TEST_CASE("a list goes on where the route says, and begins at its beginning when that is no number") {
  CHECK(parse_route("offers/work?offset=40").offset() == 40);
  CHECK(parse_route("offers/work").offset() == 0);
  CHECK(parse_route("offers/work?offset=-40").offset() == 0);
  CHECK(parse_route("offers/work?offset=many").offset() == 0);
}

TEST_CASE("nonsense in a route is left out, never an error") {
  CHECK(to_string(parse_route("events?&=&day&free=")) == "events");
  CHECK(parse_route("").screen.empty());
}
