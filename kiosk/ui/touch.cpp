#include "kiosk/ui/touch.h"

#include <cmath>

namespace treffpunkt::ui {

bool Touch::hits(const Pressed& pressed, float x, float y, const Scene& scene, const Scroll& scroll) {
  if (pressed.layer >= scene.layers.size()) return false;
  const Layer& layer = scene.layers[pressed.layer];
  if (pressed.target >= layer.targets.size() || !layer.viewport.contains(x, y)) return false;
  const float offset = &layer == scene.scrolling() ? scroll.offset() : 0;
  return layer.targets[pressed.target].rect.contains(x - layer.viewport.x, y - layer.viewport.y + offset);
}

std::optional<Touch::Pressed> Touch::find(float x, float y, const Scene& scene, const Scroll& scroll) const {
  for (std::size_t i = scene.layers.size(); i-- > 0;) {
    for (std::size_t j = scene.layers[i].targets.size(); j-- > 0;) {
      if (hits({i, j}, x, y, scene, scroll)) return Pressed{i, j};
    }
    if (scene.layers[i].modal) return std::nullopt;
  }
  return std::nullopt;
}

void Touch::forget() {
  pressed_.reset();
  inside_ = scrolling_ = false;
}

void Touch::press(const Finger& finger, const Scene& scene, Scroll& scroll) {
  finger_ = finger.id;
  down_y_ = last_y_ = finger.y;
  last_seconds_ = finger.seconds;
  scrolling_ = false;
  stopped_motion_ = scroll.moving();
  const Layer* list = scene.scrolling();
  if (stopped_motion_ && list && list->viewport.contains(finger.x, finger.y)) {
    scroll.drag_begin();
    scrolling_ = true;
    pressed_.reset();
    inside_ = false;
    return;
  }
  pressed_ = find(finger.x, finger.y, scene, scroll);
  if (pressed_ && !scene.layers[pressed_->layer].targets[pressed_->target].enabled) pressed_.reset();
  inside_ = pressed_.has_value();
}

void Touch::move(const Finger& finger, const Scene& scene, Scroll& scroll) {
  const Layer* list = scene.scrolling();
  if (!scrolling_ && list && std::fabs(finger.y - down_y_) > slop_ &&
      list->viewport.contains(finger.x, down_y_) && list->content_height > list->viewport.height) {
    scrolling_ = true;
    inside_ = false;
    pressed_.reset();
    scroll.drag_begin();
  }
  if (scrolling_) scroll.drag_by(finger.y - last_y_, finger.seconds - last_seconds_);
  if (pressed_) inside_ = hits(*pressed_, finger.x, finger.y, scene, scroll);
  last_y_ = finger.y;
  last_seconds_ = finger.seconds;
}

std::optional<Action> Touch::handle(const Finger& finger, const Scene& scene, Scroll& scroll) {
  if (finger.phase == Finger::Phase::down) {
    if (!finger_) press(finger, scene, scroll);
    return std::nullopt;
  }
  if (finger_ != finger.id) return std::nullopt;
  if (finger.phase == Finger::Phase::move) {
    move(finger, scene, scroll);
    return std::nullopt;
  }
  std::optional<Action> action;
  if (scrolling_) {
    scroll.drag_end(finger.seconds - last_seconds_);
  } else if (pressed_ && finger.phase == Finger::Phase::up && hits(*pressed_, finger.x, finger.y, scene, scroll)) {
    action = scene.layers[pressed_->layer].targets[pressed_->target].action;
  }
  finger_.reset();
  forget();
  return action;
}

}  // namespace treffpunkt::ui
