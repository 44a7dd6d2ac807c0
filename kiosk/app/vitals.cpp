#include "kiosk/app/vitals.h"

#include <algorithm>

namespace treffpunkt::app {

void Vitals::turned(bool frame_wanted, double now) {
  if (!frame_wanted) {
    wanted_since_.reset();
  } else if (!wanted_since_) {
    wanted_since_ = now;
  }
}

void Vitals::presented(double now) {
  last_frame_ = now;
  wanted_since_.reset();
}

void Vitals::probe_asked(double now) {
  probe_since_ = last_probe_ = now;
}

void Vitals::probe_answered(const Probe& probe, double now) {
  // What waited while nobody could see it is not late.
  if (wanted_since_ && (!probe.screen_is_lit || !probe_.screen_is_lit)) wanted_since_ = now;
  probe_ = probe;
  probe_since_.reset();
}

bool Vitals::wants_frame(double now) const { return probe_.screen_is_lit && last_frame_ && now - *last_frame_ >= kProbeEvery; }

bool Vitals::wants_probe(double now) const { return !probe_since_ && (!last_probe_ || now - *last_probe_ >= kProbeEvery); }

double Vitals::deadline(double now) const {
  double next = last_probe_ ? *last_probe_ + kProbeEvery : now;
  if (probe_since_) next = *probe_since_ + kAnswerWithin;
  if (last_frame_ && probe_.screen_is_lit) next = std::min(next, *last_frame_ + kProbeEvery);
  if (wanted_since_ && probe_.screen_is_lit) next = std::min(next, *wanted_since_ + kFrameWithin);
  return std::max(next, now);
}

std::optional<std::string> Vitals::fault(double now) const {
  if (probe_.screen_is_lit && wanted_since_ && now - *wanted_since_ > kFrameWithin) return "no frame for more than 2 seconds";
  if (probe_since_ && now - *probe_since_ > kAnswerWithin) return "the worker does not answer";
  if (!probe_.store_answers) return "the store does not answer";
  if (probe_.devices > 0 && probe_.unreadable == probe_.devices) return "no input device can be read";
  return std::nullopt;
}

}  // namespace treffpunkt::app
