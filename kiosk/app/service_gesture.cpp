#include "kiosk/app/service_gesture.h"

namespace treffpunkt::app {

using Phase = ui::Finger::Phase;

// 0 upper left, then clockwise.
bool ServiceGesture::in_corner(const ui::Finger& finger, int corner) const {
  const bool right = corner == 1 || corner == 2, low = corner >= 2;
  const float x = right ? width_ - finger.x : finger.x, y = low ? height_ - finger.y : finger.y;
  return x >= 0 && y >= 0 && x <= corner_ && y <= corner_;
}

ServiceGesture::Answer ServiceGesture::tap(const ui::Finger& finger) {
  if (finger.phase == Phase::down) {
    if (finger.seconds - last_ <= kPause && in_corner(finger, *next_)) {
      tapping_ = finger.id;
      return Answer::mine;
    }
    next_.reset();
    return Answer::not_mine;
  }
  if (tapping_ != finger.id) return Answer::not_mine;
  if (finger.phase == Phase::move) return Answer::mine;
  tapping_.reset();
  last_ = finger.seconds;
  const bool good = finger.phase == Phase::up && in_corner(finger, *next_);
  if (!good) {
    next_.reset();
    return Answer::mine;
  }
  if (++*next_ < kTaps) return Answer::mine;
  next_.reset();
  return Answer::complete;
}

ServiceGesture::Answer ServiceGesture::handle(const ui::Finger& finger) {
  if (next_) {
    const Answer answer = tap(finger);
    if (answer != Answer::not_mine) return answer;
  }
  if (finger.phase == Phase::down) {
    held_.reset();
    if (in_corner(finger, 0)) held_ = finger;
  } else if (held_ && held_->id == finger.id) {
    if (!in_corner(finger, 0) || finger.phase == Phase::cancelled) {
      held_.reset();
    } else if (finger.phase == Phase::up) {
      if (finger.seconds - held_->seconds >= kHold) {
        next_ = 0;
        last_ = finger.seconds;
      }
      held_.reset();
    }
  }
  return Answer::not_mine;
}

}  // namespace treffpunkt::app
