#include "sync/http/backoff.h"

#include <doctest/doctest.h>

using namespace treffpunkt;
using namespace std::chrono_literals;

TEST_CASE("within a run each wait is about twice the one before, spread by chance") {
  CHECK(wait_within_run(2000ms, 1, 0.5) == 2000ms);
  CHECK(wait_within_run(2000ms, 2, 0.5) == 4000ms);
  CHECK(wait_within_run(2000ms, 3, 0.5) == 8000ms);
  CHECK(wait_within_run(2000ms, 1, 0) == 1500ms);
  CHECK(wait_within_run(2000ms, 1, 1) == 2500ms);
  CHECK(wait_within_run(2000ms, 1'000'000, 0.5) > 0ms);
}

TEST_CASE("between runs the wait grows from ten minutes to six hours and says why") {
  CHECK(wait_between_runs(0, 0.5).wait == 0s);
  CHECK(wait_between_runs(1, 0.5).wait == 10min);
  CHECK(wait_between_runs(2, 0.5).wait == 20min);
  CHECK(wait_between_runs(6, 0.5).wait == 320min);
  for (const int many : {7, 20, 1'000'000}) CHECK(wait_between_runs(many, 0.5).wait == 6h);
  CHECK(wait_between_runs(7, 0).wait == 270min);
  CHECK(wait_between_runs(1, 0.5).reason == "failed once; the next attempt in 10 minutes");
  CHECK(wait_between_runs(3, 0.5).reason == "failed 3 times in a row; the next attempt in 40 minutes");
}
