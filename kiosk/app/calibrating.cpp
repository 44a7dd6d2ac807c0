#include "kiosk/app/calibrating.h"

#include <cmath>

namespace treffpunkt::app {
namespace {

// Shares of the canvas. The proof lies off every middle line, so that a mirrored panel misses it.
constexpr std::array<platform::Point, 5> kCrosses = {{{0.1F, 0.1F}, {0.9F, 0.1F}, {0.9F, 0.9F}, {0.1F, 0.9F}, {0.35F, 0.85F}}};

}  // namespace

Calibrating::Calibrating(platform::Window& window, float pixels_per_mm, double now)
    : window_(window), pixels_per_mm_(pixels_per_mm), before_(window.calibration()), last_(now) {
  window_.calibrate({});
}

Calibrating::~Calibrating() {
  if (!finished_) window_.calibrate(before_);
}

platform::Point Calibrating::cross() const {
  const auto& share = kCrosses[static_cast<std::size_t>(step_)];
  return {std::round(share.x * static_cast<float>(window_.width())), std::round(share.y * static_cast<float>(window_.height()))};
}

Calibrating::Outcome Calibrating::lifted(platform::Point canvas, double now) {
  last_ = now;
  if (step_ == 4) return proven(canvas);
  const auto index = static_cast<std::size_t>(step_);
  touched_[index] = window_.share_of_panel(canvas);
  meant_[index] = window_.share_of_panel(cross());
  ++step_;
  if (step_ < 4) return Outcome::more;
  const auto found = platform::Calibration::fit(touched_, meant_);
  if (!found) return Outcome::bad;
  window_.calibrate(*found);
  return Outcome::more;
}

Calibrating::Outcome Calibrating::proven(platform::Point canvas) {
  const auto meant = cross();
  if (std::hypot(canvas.x - meant.x, canvas.y - meant.y) > kNearMm * pixels_per_mm_) return Outcome::bad;
  finished_ = true;
  return Outcome::good;
}

}  // namespace treffpunkt::app
