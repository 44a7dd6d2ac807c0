#include "kiosk/app/statistics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/platform/window.h"

namespace treffpunkt::app {
namespace {

namespace fs = std::filesystem;

std::uint64_t number_after(const fs::path& file, const std::string& label) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(label)) return std::strtoull(line.c_str() + label.size(), nullptr, 10);
  }
  return 0;
}

// Of all threads: what a scheduler had to wake us for.
std::uint64_t voluntary_switches() {
  std::uint64_t sum = 0;
  std::error_code ignored;
  for (const auto& task : fs::directory_iterator("/proc/self/task", ignored)) {
    sum += number_after(task.path() / "status", "voluntary_ctxt_switches:");
  }
  return sum;
}

// Nanoseconds of CLOCK_MONOTONIC at which this process began (field 22 of /proc/self/stat, in ticks since boot).
std::uint64_t process_start_ns() {
  std::ifstream in("/proc/self/stat");
  std::string text((std::istreambuf_iterator<char>(in)), {});
  const auto end = text.rfind(')');
  if (end == std::string::npos) return 0;
  std::size_t at = end;
  for (int field = 2; field < 22 && at != std::string::npos; ++field) at = text.find(' ', at + 1);
  if (at == std::string::npos) return 0;
  const auto ticks = std::strtoull(text.c_str() + at, nullptr, 10);
  return ticks * (1000000000ull / static_cast<std::uint64_t>(sysconf(_SC_CLK_TCK)));
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

nlohmann::json spread(std::vector<double> values) {
  if (values.empty()) return nullptr;
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) { return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))]; };
  return {{"count", values.size()}, {"median", at(0.5)}, {"p99", at(0.99)}, {"maximum", values.back()}};
}

double milliseconds(std::uint64_t from, std::uint64_t to) { return to > from ? static_cast<double>(to - from) / 1e6 : 0; }

}  // namespace

void Statistics::frame(std::uint64_t began_ns, std::uint64_t presented_ns, std::uint64_t tap_ns) {
  if (!first_frame_ns_) first_frame_ns_ = presented_ns;
  frame_ms_.push_back(milliseconds(began_ns, presented_ns));
  if (tap_ns) tap_ms_.push_back(milliseconds(tap_ns, presented_ns));
}

void Statistics::complete_frame(std::uint64_t presented_ns) {
  if (!complete_frame_ns_) complete_frame_ns_ = presented_ns;
}

void Statistics::idle_begins() {
  idle_since_ns_ = platform::now_ns();
  idle_switches_ = voluntary_switches();
  idle_cpu_ = cpu_seconds();
}

Result<void> Statistics::write(const fs::path& file) const {
  const std::uint64_t start = process_start_ns();
  nlohmann::json json = {{"first_frame_ms", milliseconds(start, first_frame_ns_)},
                         {"complete_frame_ms", milliseconds(start, complete_frame_ns_)},
                         {"frame_ms", spread(frame_ms_)},
                         {"tap_to_frame_ms", spread(tap_ms_)},
                         {"pss_kib", number_after("/proc/self/smaps_rollup", "Pss:")},
                         {"rss_kib", number_after("/proc/self/smaps_rollup", "Rss:")}};
  if (idle_since_ns_) {
    const double seconds = static_cast<double>(platform::now_ns() - idle_since_ns_) / 1e9;
    json["idle"] = {{"seconds", seconds},
                    {"wakeups_per_second", static_cast<double>(voluntary_switches() - idle_switches_) / seconds},
                    {"cpu_percent", (cpu_seconds() - idle_cpu_) / seconds * 100}};
  }
  std::ofstream out(file);
  out << json.dump(2) << '\n';
  if (!out) return fail(file.string() + ": cannot be written");
  return {};
}

}  // namespace treffpunkt::app
