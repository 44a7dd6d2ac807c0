#pragma once
// Numbers in Prometheus' text format, as node-exporter's textfile collector reads them. Pure; any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace treffpunkt {

// One metric with all its samples; all of ours are gauges.
class Metrics {
 public:
  using Labels = std::vector<std::pair<std::string_view, std::string>>;

  // What follows belongs to this metric. A metric without samples does not appear. `name` without our prefix.
  void metric(std::string_view name, std::string_view help);
  void sample(double value, const Labels& labels = {});

  std::string text() const { return text_; }

 private:
  std::string text_, head_, name_;
};

}  // namespace treffpunkt
