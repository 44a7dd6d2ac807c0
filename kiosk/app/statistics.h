#pragma once
// What tools/bench and a maintainer want to know of a run, written as JSON at its end. UI thread.

#include <cstdint>
#include <filesystem>
#include <vector>

#include "content/result/error.h"

namespace treffpunkt::app {

class Statistics {
 public:
  // After each RenderPresent: how long drawing took, and the arrival of the oldest tap that this frame answers (0: none).
  void frame(std::uint64_t began_ns, std::uint64_t presented_ns, std::uint64_t tap_ns);
  // The first frame that shows a loaded screen with all its pictures.
  void complete_frame(std::uint64_t presented_ns);
  // From here on the app is idle: wakeups are counted from now.
  void idle_begins();

  Result<void> write(const std::filesystem::path& file) const;

 private:
  std::uint64_t first_frame_ns_ = 0, complete_frame_ns_ = 0;
  std::uint64_t idle_since_ns_ = 0, idle_switches_ = 0;
  double idle_cpu_ = 0;
  std::vector<double> frame_ms_, tap_ms_;
};

}  // namespace treffpunkt::app
