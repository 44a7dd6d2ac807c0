#include "kiosk/ui/transition.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::ui {

Transition::Offset Transition::at(bool right_to_left) const {
  if (!moving()) return {};
  const float left = static_cast<float>(std::pow(1 - std::clamp(time_ / kSeconds, 0.0, 1.0), 3));
  const float side = (way_ == Way::back) != right_to_left ? -1.f : 1.f;
  if (way_ == Way::rise) return {0, left};
  return {side * left, 0};
}

}  // namespace treffpunkt::ui
