#pragma once
// A hand on the app, for scripts and random taps: moves the driven clock as a real finger would take its time. UI thread.

#include "kiosk/app/app.h"

namespace treffpunkt::app {

class Hand {
 public:
  // All three outlive the hand; the clock is driven. `frame`: seconds a frame of motion takes.
  Hand(App& app, platform::Window& window, Clock& clock, double frame = 1.0 / 60) : app_(app), window_(window), clock_(clock), frame_(frame) {}

  // Touches and lifts, then waits until the screen has settled.
  void tap(float x, float y);
  // The same without waiting: the next finger may come while the screen is still loading.
  void tap_and_go(float x, float y);
  // Drags for a quarter of a second, lifts, and waits.
  void swipe(float from_x, float from_y, float to_x, float to_y);
  // One finger's message, as the panel sends it.
  void send(platform::InputEvent::Kind kind, float x, float y, std::int64_t finger = 1);
  // Lets time pass in steps of a second at most.
  void wait(double seconds);

 private:
  App& app_;
  platform::Window& window_;
  Clock& clock_;
  double frame_;
};

}  // namespace treffpunkt::app
