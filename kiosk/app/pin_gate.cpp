#include "kiosk/app/pin_gate.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace treffpunkt::app {

void PinGate::type(char digit) {
  if (digit >= '0' && digit <= '9' && typed_.size() < kMost && !checking_) typed_ += digit;
}

void PinGate::erase() {
  if (!typed_.empty() && !checking_) typed_.pop_back();
}

std::optional<std::string> PinGate::submit(double now) {
  if (checking_ || pause(now) > 0 || typed_.size() < kFewest) return std::nullopt;
  checking_ = true;
  return std::exchange(typed_, {});
}

void PinGate::answered(bool right, double now) {
  checking_ = false;
  if (right) {
    wrong_ = 0;
    return;
  }
  ++wrong_;
  closed_until_ = now + std::min(kLongestPause, std::exp2(std::min(wrong_ - 1, 30)));
}

// Less than a millisecond is rounding, not a second more.
int PinGate::pause(double now) const { return std::max(0, static_cast<int>(std::ceil(closed_until_ - now - 0.001))); }

}  // namespace treffpunkt::app
