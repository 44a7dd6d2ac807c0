#include "kiosk/app/service.h"

#include <spdlog/spdlog.h>

#include "kiosk/app/pin_hash.h"
#include "kiosk/app/touch_file.h"
#include "kiosk/ui/metrics.h"

namespace treffpunkt::app {
namespace {

constexpr float kCornerMm = 25;
constexpr std::size_t kMostSpots = 400;

ServiceGesture gesture_for(const platform::Window& window, double diagonal_inch) {
  const auto width = static_cast<float>(window.width()), height = static_cast<float>(window.height());
  return {width, height, ui::Metrics::of_panel(width, height, diagonal_inch).mm(kCornerMm)};
}

}  // namespace

Service::Service(const Config& config, platform::Window& window, Loader& loader)
    : hash_(config.service.pin_hash),
      touch_file_(config.state / "touch.json"),
      window_(window),
      loader_(loader),
      exists_(!hash_.empty() && can_check(hash_)),
      gesture_(gesture_for(window, config.display.diagonal_inch)) {
  if (!hash_.empty() && !exists_) spdlog::error("service.pin_hash: this system cannot check such a hash; there is no service screen");
}

void Service::refresh(double now) {
  auto next = state_;
  next.typed = gate_.typed();
  next.checking = gate_.checking();
  next.wrong = gate_.was_wrong();
  next.pause = gate_.pause(now);
  if (calibrating_) {
    next.step = calibrating_->step();
    next.cross = {calibrating_->cross().x, calibrating_->cross().y};
  }
  changed_ = changed_ || !(next == state_);
  state_ = std::move(next);
}

Service::Wish Service::calibrate(const ui::Finger& finger, double now) {
  if (finger.phase != ui::Finger::Phase::up) return Wish::none;
  const auto outcome = calibrating_->lifted({finger.x, finger.y}, now);
  if (outcome == Calibrating::Outcome::more) {
    refresh(now);
    return Wish::redraw;
  }
  if (outcome == Calibrating::Outcome::good) save_calibration();
  if (outcome == Calibrating::Outcome::bad) state_.note = screens::ServiceState::Note::not_calibrated;
  calibrating_.reset();
  return Wish::menu;
}

void Service::save_calibration() {
  state_.note = screens::ServiceState::Note::calibrated;
  loader_.ask_task([this, file = touch_file_, calibration = window_.calibration()] {
    const auto written = write_calibration(file, calibration);
    if (!written) spdlog::error("calibration: {}", written.error().message);
    return [this, good = written.has_value()] {
      if (good) return;
      state_.note = screens::ServiceState::Note::not_saved;
      changed_ = true;
    };
  });
}

Service::Answer Service::handle(const ui::Finger& finger, const screens::Route& route, double now) {
  if (!exists_) return {};
  if (route.screen == "service") {
    if (calibrating_) return {true, calibrate(finger, now)};
    if (route.id == "touch" && finger.phase != ui::Finger::Phase::cancelled) {
      if (state_.touches.size() >= kMostSpots) state_.touches.erase(state_.touches.begin());
      state_.touches.push_back({finger.x, finger.y});
      return {false, Wish::redraw};
    }
    return {};
  }
  const auto answer = gesture_.handle(finger);
  if (answer == ServiceGesture::Answer::complete) return {true, Wish::open};
  return {answer == ServiceGesture::Answer::mine, Wish::none};
}

void Service::check(const std::string& pin, double now) {
  auto pin_copy = pin;
  loader_.ask_task([this, pin = std::move(pin_copy), hash = hash_, now] {
    const bool right = pin_matches(pin, hash);
    return [this, right, now] {
      gate_.answered(right, now);
      state_.unlocked = right;
      changed_ = true;
    };
  });
}

Service::Wish Service::act(const std::string& argument, double now) {
  if (!exists_) return Wish::none;
  if (argument == "leave") return Wish::leave;
  if (!state_.unlocked) {
    if (argument.size() == 1) gate_.type(argument[0]);
    if (argument == "erase") gate_.erase();
    if (argument == "enter") {
      if (const auto pin = gate_.submit(now)) check(*pin, now);
    }
    refresh(now);
    return Wish::redraw;
  }
  if (argument == "menu") return Wish::menu;
  if (argument == "touch") return Wish::touch_test;
  if (argument == "calibration") return Wish::calibration;
  if (argument == "restart") return Wish::restart;
  return Wish::none;
}

void Service::shown(const screens::Route& route, float pixels_per_mm, double now) {
  const bool inside = route.screen == "service";
  if (!inside) {
    gate_.forget();
    state_ = {};
  }
  const bool calibration = inside && route.id == "calibration" && state_.unlocked;
  if (!calibration) calibrating_.reset();
  if (calibration && !calibrating_) {
    state_.note = {};
    calibrating_ = std::make_unique<Calibrating>(window_, pixels_per_mm, now);
  }
  if (route.id != "touch") state_.touches.clear();
  refresh(now);
  changed_ = false;
}

Service::Wish Service::advance(double now) {
  if (calibrating_ && calibrating_->too_late(now)) {
    calibrating_.reset();
    return Wish::menu;
  }
  refresh(now);
  return std::exchange(changed_, false) ? Wish::redraw : Wish::none;
}

std::optional<double> Service::deadline(double now) const {
  if (calibrating_) return calibrating_->deadline();
  if (state_.pause > 0) return now + 1;
  return std::nullopt;
}

}  // namespace treffpunkt::app
