#include "kiosk/app/absence.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::app {

std::optional<int> Absence::seconds_left(double now) const {
  const double since = away(now) - question_after_;
  if (since < 0) return std::nullopt;
  return std::max(1, static_cast<int>(std::ceil(kCountdown - since)));
}

double Absence::deadline(double now) const {
  if (held_) return now + kQuestionAfter;
  const double since = away(now) - question_after_;
  return since < 0 ? last_touch_ + question_after_ : now + 1 - std::fmod(since, 1.0);
}

}  // namespace treffpunkt::app
