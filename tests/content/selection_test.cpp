#include "content/store/selection.h"

#include <doctest/doctest.h>

#include "content/store/facets.h"
#include "tests/content/store_fixture.h"

using namespace treffpunkt;

namespace {

// So many dates that sorting all that match would be noticed.
Feed many_events() {
  Feed feed = feed_of({});
  const auto start = *parse_local_time("2026-11-24T10:00");
  for (int i = 0; i < 6000; ++i) {
    Event event;
    event.id = "e" + std::to_string(i);
    event.kind = static_cast<EventKind>(i % 4);
    event.name.translations["de"] = {"Kurs"};
    event.topics = {i % 3 == 0 ? "wohnen" : "deutsch"};
    if (i % 100 == 0) event.audiences = {"women"};
    if (i % 10 == 0) event.sites = {"rathaus"};
    event.time_zone = "Europe/Berlin";
    event.occurrences = {{start + std::chrono::minutes{i}, start + std::chrono::minutes{i + 60}}};
    feed.items.push_back(std::move(event));
  }
  return feed;
}

std::string plan(Database& database, const std::string& sql) {
  auto statement = database.prepare("EXPLAIN QUERY PLAN " + sql);
  std::string plan;
  while (statement.next()) plan += std::string(statement.text(3)) + "\n";
  const auto failure = database.take_failure();
  REQUIRE_MESSAGE(!failure, failure->message);
  return plan;
}

std::size_t count(Database& database, const std::string& sql) {
  auto statement = database.prepare(sql);
  std::size_t rows = 0;
  std::int64_t last = 0;
  for (; statement.next(); ++rows) {
    CHECK(statement.integer(0) > last);
    last = statement.integer(0);
  }
  return rows;
}

}  // namespace

TEST_CASE("every way to choose rows uses an index, keeps the stored order and does not sort much") {
  const TestStore store(many_events());
  const auto database = std::move(*Database::open(store.file()));
  struct Way {
    std::vector<std::vector<std::string>> groups;
    std::size_t rows;
    bool few;  // rows may be sorted
  };
  const std::vector<Way> ways = {
      {{}, 5400, false},
      {{{facet::topic("wohnen")}}, 1800, false},
      {{{facet::topic("wohnen"), facet::topic("deutsch")}}, 5400, false},
      {{{facet::topic("wohnen")}, {facet::audience("women")}}, 0, false},
      {{{facet::kind("conference"), facet::kind("consultation_hour")}, {facet::topic("wohnen")}}, 900, false},
      {{{facet::kind("conference"), facet::kind("council_session")}}, 2700, true},
  };
  for (const auto& way : ways) {
    Selection selection(*database, "occurrence", "occurrence_facet", "occurrences");
    for (const auto& group : way.groups) selection.any_of(group);
    selection.site("elsewhere");
    selection.numbers(1, 1000000);
    CHECK_FALSE(selection.impossible());
    const auto sql = selection.sql("t.number");
    CAPTURE(sql);
    const auto steps = plan(*database, sql);
    CAPTURE(steps);
    CHECK(steps.find("SCAN") == std::string::npos);
    CHECK((way.few || steps.find("TEMP B-TREE") == std::string::npos));
    CHECK(count(*database, sql) == way.rows);
  }
}

TEST_CASE("rows for one site come with those for all") {
  const TestStore store(many_events());
  const auto database = std::move(*Database::open(store.file()));
  Selection selection(*database, "occurrence", "occurrence_facet", "occurrences");
  selection.any_of({facet::audience("women")});
  selection.site("rathaus");
  CHECK(plan(*database, selection.sql("t.number")).find("SCAN") == std::string::npos);
  CHECK(count(*database, selection.sql("t.number")) == 60);
  selection.numbers(101, 201);
  CHECK(count(*database, selection.sql("t.number")) == 1);
}

TEST_CASE("a filter that no row has is known to be impossible") {
  const TestStore store(many_events());
  const auto database = std::move(*Database::open(store.file()));
  Selection selection(*database, "occurrence", "occurrence_facet", "occurrences");
  selection.any_of({facet::topic("wohnen")});
  CHECK_FALSE(selection.impossible());
  selection.any_of({"topic:' OR 1=1 --", facet::topic("nichts")});
  CHECK(selection.impossible());
}
