#include "kiosk/ui/scroll.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::ui {
namespace {

constexpr double kGlideSeconds = 0.2;
constexpr float kFriction = 4.2f;          // velocity falls to 1/e in about a quarter of a second
constexpr float kSpring = 14.f;            // pull of a soft end
constexpr float kSlowest = 12.f;           // pixels a second: below that it stands
constexpr float kFastest = 9000.f;
constexpr double kRest = 0.09;             // a finger that rested this long throws nothing

}  // namespace

void Scroll::set_range(float maximum) {
  maximum_ = std::max(0.f, maximum);
  if (!dragging_ && !gliding_ && velocity_ == 0) offset_ = std::clamp(offset_, 0.f, maximum_);
}

void Scroll::jump_to(float offset) {
  offset_ = std::clamp(offset, 0.f, maximum_);
  velocity_ = 0;
  gliding_ = dragging_ = false;
}

void Scroll::drag_begin() {
  dragging_ = true;
  gliding_ = false;
  velocity_ = 0;
}

void Scroll::drag_by(float dy, double seconds) {
  const bool beyond = offset_ < 0 || offset_ > maximum_;
  offset_ -= beyond ? dy * 0.4f : dy;
  if (seconds <= 0) return;
  const float now = std::clamp(static_cast<float>(-dy / seconds), -kFastest, kFastest);
  velocity_ = velocity_ * 0.4f + now * 0.6f;
}

void Scroll::drag_end(double seconds) {
  dragging_ = false;
  if (seconds > kRest || maximum_ <= 0) velocity_ = 0;
}

void Scroll::glide_by(float distance, bool animated) {
  const float base = gliding_ ? glide_to_ : offset_;
  const float to = std::clamp(base + distance, 0.f, maximum_);
  velocity_ = 0;
  dragging_ = false;
  if (!animated) {
    jump_to(to);
    return;
  }
  gliding_ = true;
  glide_from_ = offset_;
  glide_to_ = to;
  glide_time_ = 0;
}

bool Scroll::advance(double seconds) {
  if (dragging_) return false;
  if (gliding_) {
    glide_time_ += seconds;
    const double share = std::min(1.0, glide_time_ / kGlideSeconds);
    const double eased = 1 - std::pow(1 - share, 3);
    offset_ = glide_from_ + static_cast<float>(eased) * (glide_to_ - glide_from_);
    if (share >= 1) gliding_ = false;
    return gliding_;
  }
  const float target = std::clamp(offset_, 0.f, maximum_);
  if (offset_ != target) {
    const float pull = 1 - std::exp(-kSpring * static_cast<float>(seconds));
    offset_ += (target - offset_) * pull;
    velocity_ *= std::exp(-kSpring * static_cast<float>(seconds));
    if (std::fabs(offset_ - target) < 0.5f) offset_ = target;
  }
  offset_ += velocity_ * static_cast<float>(seconds);
  velocity_ *= std::exp(-kFriction * static_cast<float>(seconds));
  if (std::fabs(velocity_) < kSlowest) velocity_ = 0;
  return moving();
}

float Scroll::offset() const { return std::round(offset_); }

bool Scroll::moving() const {
  return gliding_ || velocity_ != 0 || (!dragging_ && (offset_ < 0 || offset_ > maximum_));
}

}  // namespace treffpunkt::ui
