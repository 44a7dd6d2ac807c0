#pragma once
// Whether the app does what it is there for, as a watchdog should judge it: what is drawn when asked for, can be touched,
// has something to show. That its loop turns is known by this being asked. Asks no clock: seconds come in. UI thread.
//
// A screen that is dark or unplugged shows nothing, and an idle app draws nothing: both are well.

#include <optional>
#include <string>

namespace treffpunkt::app {

// What the worker found out.
struct Probe {
  bool store_answers = true;  // or there is none to ask
  int devices = 0, unreadable = 0;
  bool screen_is_lit = true;
};

class Vitals {
 public:
  static constexpr double kFrameWithin = 2;    // seconds from being wanted to being presented
  static constexpr double kProbeEvery = 30;
  static constexpr double kAnswerWithin = 30;  // a slow card may take its time

  // At every turn of the loop, after it has drawn: whether something is still to be drawn.
  void turned(bool frame_wanted, double now);
  void presented(double now);
  void probe_asked(double now);
  void probe_answered(const Probe& probe, double now);

  bool has_presented() const { return last_frame_.has_value(); }
  // Nothing was drawn for so long that drawing has to be tried.
  bool wants_frame(double now) const;
  bool wants_probe(double now) const;
  // When one of these comes true, or a fault could.
  double deadline(double now) const;

  // In a few words, for the log and the status line; nullopt: well.
  std::optional<std::string> fault(double now) const;

 private:
  std::optional<double> last_frame_, wanted_since_, probe_since_;
  std::optional<double> last_probe_;  // when it was asked
  Probe probe_;
};

}  // namespace treffpunkt::app
