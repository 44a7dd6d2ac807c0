#pragma once
// The PIN as it is typed, and the pauses after wrong ones: 1, 2, 4, ... seconds, at most five minutes, however often
// somebody leaves and comes back. Knows no PIN itself. UI thread.

#include <cstddef>
#include <optional>
#include <string>

namespace treffpunkt::app {

class PinGate {
 public:
  static constexpr std::size_t kFewest = 4, kMost = 12;  // digits
  static constexpr double kLongestPause = 300;

  void type(char digit);
  void erase();
  // What was typed, to be checked; nullopt while a pause lasts, a check runs or too little was typed.
  std::optional<std::string> submit(double now);
  void answered(bool right, double now);
  // What was typed. The wrong tries stay.
  void forget() { typed_.clear(); }

  std::size_t typed() const { return typed_.size(); }
  bool checking() const { return checking_; }
  bool was_wrong() const { return wrong_ > 0; }
  int pause(double now) const;  // whole seconds left

 private:
  std::string typed_;
  bool checking_ = false;
  int wrong_ = 0;
  double closed_until_ = 0;
};

}  // namespace treffpunkt::app
