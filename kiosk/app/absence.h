#pragma once
// Whether the visitor is still there: after a while without a touch a question with a countdown, then nobody is. Asks no
// clock: seconds come in. UI thread.

#include <optional>

namespace treffpunkt::app {

class Absence {
 public:
  static constexpr double kQuestionAfter = 90;  // seconds without a touch
  static constexpr double kPrivateAfter = 45;   // where a stranger must not read what the visitor left
  static constexpr double kCountdown = 30;

  void touched(double now) { last_touch_ = now; }
  // What is on the screen is nobody else's business.
  void set_private(bool yes) { question_after_ = yes ? kPrivateAfter : kQuestionAfter; }
  // While something is held nobody is away, however long they do not touch: speech or a film plays. Counting begins
  // anew when it ends.
  void hold(bool yes, double now) {
    if (held_ || yes) last_touch_ = now;
    held_ = yes;
  }

  // Seconds left to answer the question, at least 1; nullopt: it is not asked.
  std::optional<int> seconds_left(double now) const;
  bool gone(double now) const { return away(now) >= question_after_ + kCountdown; }
  // When one of these changes next.
  double deadline(double now) const;

 private:
  double away(double now) const { return held_ ? 0 : now - last_touch_; }

  double last_touch_ = 0;
  double question_after_ = kQuestionAfter;
  bool held_ = false;
};

}  // namespace treffpunkt::app
