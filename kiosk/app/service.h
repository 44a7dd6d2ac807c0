#pragma once
// The service screen's doings: the way in, the PIN, the touch test, the calibration. Draws nothing and goes nowhere
// itself: it says what it wishes, the app does it. UI thread; hashing and disk are the loader's.

#include <memory>
#include <optional>
#include <string>

#include "content/config/config.h"
#include "kiosk/app/calibrating.h"
#include "kiosk/app/loader.h"
#include "kiosk/app/pin_gate.h"
#include "kiosk/app/service_gesture.h"
#include "kiosk/screens/service.h"

namespace treffpunkt::app {

class Service {
 public:
  static constexpr double kPatience = 120;  // seconds without a touch, then it is left

  enum class Wish { none, redraw, open, menu, touch_test, calibration, restart, leave };

  Service(const Config& config, platform::Window& window, Loader& loader);

  // There is one: the configuration has a PIN that this system can check.
  bool exists() const { return exists_; }
  const screens::ServiceState& state() const { return state_; }

  // A finger, before anything else sees it; `route`: what is shown.
  struct Answer {
    bool mine = false;  // nothing else may answer it
    Wish wish = Wish::none;
  };
  Answer handle(const ui::Finger& finger, const screens::Route& route, double now);
  // Its action's argument: a digit, erase, enter, menu, touch, calibration, restart, leave.
  Wish act(const std::string& argument, double now);
  // Another screen is shown: outside of the service screen it is locked again.
  void shown(const screens::Route& route, float pixels_per_mm, double now);
  Wish advance(double now);
  std::optional<double> deadline(double now) const;

 private:
  void check(const std::string& pin, double now);
  Wish calibrate(const ui::Finger& finger, double now);
  void save_calibration();
  void refresh(double now);

  const std::string hash_;
  const std::filesystem::path touch_file_;
  platform::Window& window_;
  Loader& loader_;
  bool exists_;
  ServiceGesture gesture_;
  PinGate gate_;
  std::unique_ptr<Calibrating> calibrating_;
  screens::ServiceState state_;
  bool changed_ = false;
};

}  // namespace treffpunkt::app
