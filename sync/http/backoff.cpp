#include "sync/http/backoff.h"

#include <algorithm>

namespace treffpunkt {
namespace {

constexpr int kMostDoublings = 16;
constexpr std::chrono::minutes kShortest{10};
constexpr std::chrono::hours kLongest{6};

// From three quarters to five quarters of it.
template <typename Duration>
Duration spread(Duration wait, double chance) {
  const double factor = 0.75 + 0.5 * std::clamp(chance, 0.0, 1.0);
  return Duration(static_cast<typename Duration::rep>(static_cast<double>(wait.count()) * factor));
}

std::int64_t doubled(int failures) { return std::int64_t{1} << std::clamp(failures - 1, 0, kMostDoublings); }

}  // namespace

std::chrono::milliseconds wait_within_run(std::chrono::milliseconds first, int failures, double chance) {
  return spread(first * doubled(failures), chance);
}

NextAttempt wait_between_runs(int failures, double chance) {
  if (failures <= 0) return {};
  const std::chrono::seconds wait = std::min<std::chrono::seconds>(kShortest * doubled(failures), kLongest);
  NextAttempt next{spread(wait, chance), {}};
  const std::string times = failures == 1 ? "once" : std::to_string(failures) + " times in a row";
  next.reason = "failed " + times + "; the next attempt in " + std::to_string(next.wait.count() / 60) + " minutes";
  return next;
}

}  // namespace treffpunkt
