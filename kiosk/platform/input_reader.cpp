#include "kiosk/platform/input_reader.h"

namespace treffpunkt::platform {
namespace {

using Kind = InputEvent::Kind;

InputEvent plain(Kind kind, std::uint64_t time_ns) {
  InputEvent event;
  event.kind = kind;
  event.time_ns = time_ns;
  return event;
}

InputEvent wheel_event(const SDL_MouseWheelEvent& wheel, const Viewport& viewport, std::uint64_t time_ns) {
  InputEvent event = plain(Kind::wheel, time_ns);
  const Point point = viewport.to_canvas({static_cast<float>(wheel.mouseX), static_cast<float>(wheel.mouseY)});
  event.x = point.x;
  event.y = point.y;
  event.wheel = wheel.direction == SDL_MOUSEWHEEL_FLIPPED ? -wheel.preciseY : wheel.preciseY;
  return event;
}

}  // namespace

// SDL gives fingers as shares of the panel.
Point InputReader::on_panel(const SDL_TouchFingerEvent& finger, const Viewport& viewport) const {
  const Point share = calibration_.corrected({finger.x, finger.y});
  return {share.x * static_cast<float>(viewport.panel_width), share.y * static_cast<float>(viewport.panel_height)};
}

void InputReader::finger(Kind kind, std::int64_t finger, Point panel, const Viewport& viewport, std::uint64_t time_ns,
                         std::vector<InputEvent>& events) {
  const bool known = down_.contains(finger);
  if (known == (kind == Kind::finger_down)) return;  // a second down, or a move or up without one
  const Point point = viewport.to_canvas(panel);
  down_[finger] = point;
  if (kind == Kind::finger_up) down_.erase(finger);
  if (kind == Kind::finger_move && !events.empty() && events.back().kind == kind && events.back().finger == finger) {
    events.back().x = point.x;
    events.back().y = point.y;
    return;
  }
  InputEvent event = plain(kind, time_ns);
  event.finger = finger;
  event.x = point.x;
  event.y = point.y;
  events.push_back(std::move(event));
}

void InputReader::mouse(const SDL_Event& event, const Viewport& viewport, std::uint64_t time_ns,
                        std::vector<InputEvent>& events) {
  if (event.type == SDL_MOUSEMOTION) {
    if (event.motion.which == SDL_TOUCH_MOUSEID) return;  // the same touch, a second time
    finger(Kind::finger_move, kMouse, {static_cast<float>(event.motion.x), static_cast<float>(event.motion.y)},
           viewport, time_ns, events);
    return;
  }
  if (event.button.which == SDL_TOUCH_MOUSEID || event.button.button != SDL_BUTTON_LEFT) return;
  finger(event.type == SDL_MOUSEBUTTONDOWN ? Kind::finger_down : Kind::finger_up, kMouse,
         {static_cast<float>(event.button.x), static_cast<float>(event.button.y)}, viewport, time_ns, events);
}

void InputReader::cancel_all(std::uint64_t time_ns, std::vector<InputEvent>& events) {
  for (const auto& [finger, point] : down_) {
    InputEvent event = plain(Kind::finger_cancelled, time_ns);
    event.finger = finger;
    event.x = point.x;
    event.y = point.y;
    events.push_back(std::move(event));
  }
  down_.clear();
}

void InputReader::window(const SDL_WindowEvent& event, std::uint64_t time_ns, std::vector<InputEvent>& events) {
  switch (event.event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
      cancel_all(time_ns, events);
      events.push_back(plain(Kind::resized, time_ns));
      break;
    case SDL_WINDOWEVENT_EXPOSED:
      events.push_back(plain(Kind::exposed, time_ns));
      break;
    case SDL_WINDOWEVENT_FOCUS_LOST:
      cancel_all(time_ns, events);
      break;
    default:
      break;
  }
}

void InputReader::read(const SDL_Event& event, const Viewport& viewport, std::uint64_t time_ns,
                       std::vector<InputEvent>& events) {
  const auto touch = [&](Kind kind) {
    finger(kind, event.tfinger.fingerId, on_panel(event.tfinger, viewport), viewport, time_ns, events);
  };
  switch (event.type) {
    case SDL_FINGERDOWN:
      touch(Kind::finger_down);
      break;
    case SDL_FINGERMOTION:
      touch(Kind::finger_move);
      break;
    case SDL_FINGERUP:
      touch(Kind::finger_up);
      break;
    case SDL_MOUSEMOTION:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      mouse(event, viewport, time_ns, events);
      break;
    case SDL_MOUSEWHEEL:
      events.push_back(wheel_event(event.wheel, viewport, time_ns));
      break;
    case SDL_TEXTINPUT:
      events.push_back(plain(Kind::text, time_ns));
      events.back().text = event.text.text;
      break;
    case SDL_KEYDOWN:
      events.push_back(plain(Kind::key, time_ns));
      events.back().text = SDL_GetKeyName(event.key.keysym.sym);
      break;
    case SDL_WINDOWEVENT:
      window(event.window, time_ns, events);
      break;
    case SDL_RENDER_TARGETS_RESET:
      events.push_back(plain(Kind::exposed, time_ns));
      break;
    case SDL_RENDER_DEVICE_RESET:
      events.push_back(plain(Kind::device_reset, time_ns));
      break;
    case SDL_QUIT:
      events.push_back(plain(Kind::quit, time_ns));
      break;
    default:
      break;
  }
}

}  // namespace treffpunkt::platform
