#pragma once
// Measured times as what a table says of them.

#include <time.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <vector>

namespace treffpunkt::bench {

// Milliseconds that `work` takes.
template <typename Work>
double timed(Work&& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

// Milliseconds of processor time that `work` takes on this thread: what other programs do meanwhile does not count.
template <typename Work>
double worked(Work&& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
  };
  const double began = now();
  work();
  return now() - began;
}

inline double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

inline nlohmann::json spread(std::vector<double> values) {
  if (values.empty()) return nullptr;
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  return {{"count", values.size()}, {"median", at(0.5)}, {"p99", at(0.99)}, {"maximum", values.back()}};
}

// One piece of work counts with the median of its rounds, so that another program's turn is not taken for ours.
struct Times {
  std::vector<double> wall, processor;  // milliseconds, in the order of measuring

  template <typename Work>
  void measure(int rounds, Work&& work) {
    std::vector<double> each_wall, each_processor;
    for (int round = 0; round < rounds; ++round) {
      each_wall.push_back(timed([&] { each_processor.push_back(worked(work)); }));
    }
    wall.push_back(median(each_wall));
    processor.push_back(median(each_processor));
  }

  std::size_t slowest() const {
    return static_cast<std::size_t>(std::max_element(processor.begin(), processor.end()) - processor.begin());
  }
  nlohmann::json json() const {
    auto json = spread(wall);
    json["processor"] = spread(processor);
    return json;
  }
};

}  // namespace treffpunkt::bench
