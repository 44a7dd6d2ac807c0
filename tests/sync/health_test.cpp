#include "sync/health.h"

#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <nlohmann/json.hpp>

#include "tests/support/feed_maker.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using test::kNoon;

namespace {

Report good_report() {
  Report report;
  report.outcome = Outcome::activated;
  report.generation_before = 12;
  report.generation = 13;
  report.patched_from = 12;
  report.objects_fetched = 3;
  report.issued = kNoon - std::chrono::hours{1};
  report.expires = {{"root", kNoon + std::chrono::days{700}}, {"timestamp", kNoon + std::chrono::days{14}}};
  report.traffic = {5, 32'100};
  return report;
}

Report failed_report() {
  Report report;
  report.outcome = Outcome::failed;
  report.generation = 13;
  report.failed_step = "trust";
  report.error = "metadata/timestamp.json: Could not resolve host";
  report.traffic = {1, 0};
  return report;
}

}  // namespace

TEST_CASE("failures in a row are counted until one run succeeds") {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "health.json";
  Health health = after_run(after_run({}, failed_report(), kNoon, 1), failed_report(), kNoon, 1);
  CHECK(health.failures_in_a_row == 2);
  std::ofstream(file) << to_json(health);
  CHECK(read_health(file).failures_in_a_row == 2);
  CHECK(after_run(health, good_report(), kNoon, 1).failures_in_a_row == 0);
}

TEST_CASE("after failures a visit waits, at most for six hours, and each kiosk a little differently") {
  using std::chrono::minutes;
  Health health;
  CHECK_FALSE(reason_to_wait(health, kNoon, "one"));
  health.last_run = kNoon;
  CHECK_FALSE(reason_to_wait(health, kNoon, "one"));
  health.failures_in_a_row = 1;
  const auto reason = reason_to_wait(health, kNoon + minutes{7}, "one");
  REQUIRE(reason);
  CHECK(reason->starts_with("failed once; the next attempt in "));
  CHECK(reason->ends_with(" minutes, counted from 2026-11-24T12:00:00Z"));
  CHECK_FALSE(reason_to_wait(health, kNoon + minutes{13}, "one"));
  CHECK_FALSE(reason_to_wait(health, kNoon - minutes{1}, "one"));  // a clock that was set back
  health.failures_in_a_row = 1000;
  CHECK(reason_to_wait(health, kNoon + minutes{4 * 60}, "one"));
  CHECK_FALSE(reason_to_wait(health, kNoon + minutes{8 * 60}, "one"));
  std::set<std::string> reasons;
  for (const char* kiosk : {"one", "two", "three", "four"}) reasons.insert(*reason_to_wait(health, kNoon, kiosk));
  CHECK(reasons.size() > 1);
}

TEST_CASE("health is read back as it was written") {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "health.json";
  const Health health = after_run({}, good_report(), kNoon, 1.25);
  std::ofstream(file) << to_json(health);
  const Health again = read_health(file);
  CHECK(to_json(again) == to_json(health));
  CHECK(again.generation == 13);
  CHECK(again.last_success == kNoon);
  CHECK(again.seconds == 1.25);
}

TEST_CASE("a failed night keeps the date of the last good one") {
  const Health before = after_run({}, good_report(), kNoon, 1);
  const Health health = after_run(before, failed_report(), kNoon + std::chrono::days{1}, 2);
  CHECK(health.last_run == kNoon + std::chrono::days{1});
  CHECK(health.last_success == kNoon);
  CHECK(health.content_date == kNoon - std::chrono::hours{1});
  CHECK(health.expires.size() == 2);
  CHECK(health.error == "metadata/timestamp.json: Could not resolve host");
  CHECK(after_run(health, good_report(), kNoon, 1).error.empty());
}

TEST_CASE("health that is no health is empty") {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "health.json";
  CHECK(to_json(read_health(file)) == to_json(Health{}));
  for (const char* text :
       {"", "[1]", "{\"last_run\": 7, \"notes\": {}, \"expires\": [], \"generation\": \"x\"}", "{"}) {
    std::ofstream(file) << text;
    CHECK_FALSE(read_health(file).last_run);
  }
}

TEST_CASE("the log has one line a night that says what changed and what it cost") {
  CHECK(log_line(good_report(), 1.24) == "generation 12 -> 13: 32 kB in 5 requests, 1.2 s (patch from 12, 3 objects)");
  Report unchanged = good_report();
  unchanged.outcome = Outcome::unchanged;
  unchanged.traffic = {2, 812};
  CHECK(log_line(unchanged, 0.04) == "generation 13 unchanged: 812 bytes in 2 requests, 0.0 s");
  CHECK(log_line(failed_report(), 3) ==
        "generation 13 stays: trust failed: metadata/timestamp.json: Could not resolve host (0 bytes in 1 requests, "
        "3.0 s)");
  unchanged.notes = {"2 objects are missing"};
  CHECK(log_line(unchanged, 0).ends_with("; 2 objects are missing"));
}

TEST_CASE("the status names the roles that are expired now") {
  const Health health = after_run({}, good_report(), kNoon, 1);
  const auto status = [&](Instant now) { return nlohmann::json::parse(status_json(health, 13, now)); };
  CHECK(status(kNoon)["expired"].empty());
  CHECK(status(kNoon + std::chrono::days{14})["expired"] == nlohmann::json::array({"timestamp"}));
  CHECK(status(kNoon)["generation"] == 13);
  CHECK(status_text(health, 13, kNoon + std::chrono::days{14}).find("timestamp      expired at") != std::string::npos);
}

TEST_CASE("a message that is no UTF-8 does not spoil the status") {
  Report report = failed_report();
  report.error = "the server says \xff\xfe";
  const std::string status = status_json(after_run({}, report, kNoon, 1), 1, kNoon);
  CHECK(nlohmann::json::accept(status));
}
