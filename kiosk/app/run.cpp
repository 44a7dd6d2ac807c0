#include "kiosk/app/run.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::app {
namespace {

constexpr double kSettled = 5;           // seconds until start-up is over and idle begins
constexpr double kFrame = 1.0 / 60;

std::uint64_t in_seconds(double seconds) {
  return platform::now_ns() + static_cast<std::uint64_t>(std::max(0.0, seconds) * 1e9);
}

}  // namespace

void run(App& app, platform::Window& window, const Clock& clock, Statistics& statistics, Guard& guard, double seconds) {
  const double began = clock.steady();
  bool settled = seconds <= kSettled;
  double last_frame = 0;
  while (!app.quit()) {
    const double now = clock.steady();
    if (seconds > 0 && now - began >= seconds) return;
    if (!settled && now - began >= kSettled) {
      settled = true;
      statistics.idle_begins();
    }
    double until = app.deadline();
    // The software renderer has no vertical sync to wait for.
    if (app.moving()) until = last_frame + kFrame;
    until = std::min(until, guard.deadline(now).value_or(until));
    if (seconds > 0) until = std::min(until, began + (settled ? seconds : kSettled));
    for (const auto& event : window.wait(in_seconds(until - now))) app.handle(event);
    app.advance();
    const bool drew = app.draw();
    if (drew) last_frame = clock.steady();
    guard.turn(app, drew, clock.steady());
  }
}

}  // namespace treffpunkt::app
