#pragma once
// Where a list stands, and how it moves: under a finger, on with inertia, back from a soft end, by a button's page.
// Pure arithmetic on seconds that the caller gives. One thread.

namespace treffpunkt::ui {

class Scroll {
 public:
  // How far it can go: content minus viewport, at least 0. Keeps the offset where it is if that is possible.
  void set_range(float maximum);
  void jump_to(float offset);

  void drag_begin();
  void drag_by(float dy, double seconds);  // dy: the finger's way down; seconds: since the last movement
  void drag_end(double seconds);           // since the last movement: a finger that rested throws nothing
  void glide_by(float distance, bool animated);  // the arrow buttons

  // Moves on by `seconds`; true while there is more to come.
  bool advance(double seconds);

  float offset() const;  // to draw at; outside [0, maximum] at a soft end
  float maximum() const { return maximum_; }
  bool moving() const;
  bool at_start() const { return offset_ <= 0.5f; }
  bool at_end() const { return offset_ >= maximum_ - 0.5f; }

 private:
  float maximum_ = 0;
  float offset_ = 0;
  float velocity_ = 0;   // pixels a second, positive towards the end
  bool dragging_ = false;
  bool gliding_ = false;
  float glide_from_ = 0, glide_to_ = 0;
  double glide_time_ = 0;
};

}  // namespace treffpunkt::ui
