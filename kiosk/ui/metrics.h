#pragma once
// Millimetres to pixels: a public screen is read at arm's length and touched with a whole finger, so every size of
// the interface is given in millimetres (docs/decisions.md lists where they come from). A value; any thread.

namespace treffpunkt::ui {

// The one scale of type. `small` is the smallest text there is: capitals 4.8 mm high (ADA 707.7.2).
enum class Type { small, small_bold, body, body_bold, card, heading, title, display, clock, huge };

struct Metrics {
  float width = 1080, height = 1920;  // what a screen may use, pixels
  float above = 0;                    // of the canvas above that: reach mode moves the picture down
  float pixels_per_mm = 4.03f;
  float capital = 0.714f;             // capital height as a share of the em, text::Engine::capital_height()
  bool large_text = false;            // body capitals of 0.7 degrees at `distance_mm` (EN 301 549 5.1.4)
  float distance_mm = 600;            // from the eye to the panel
  bool tall_script = false;           // Arabic script needs more room between lines

  static Metrics of_panel(float width, float height, double diagonal_inch);

  float mm(float millimetres) const;  // in pixels, rounded to whole ones
  float width_mm() const { return width / pixels_per_mm; }
  float height_mm() const { return height / pixels_per_mm; }
  bool landscape() const { return width > height + above; }  // the panel, not what reach mode leaves of it
  bool small_panel() const { return width_mm() < 230 || canvas_height() / pixels_per_mm < 150; }

  float canvas_height() const { return height + above; }
  // Moves the picture down to where a seated person or a child reaches all of it.
  void lower();

  float margin() const;               // of the page, left and right
  float capital_mm(Type type) const;
  float font_size(Type type) const;   // the em, pixels
  float line_height(Type type) const;
  static bool bold(Type type);

 private:
  float growth() const;
};

}  // namespace treffpunkt::ui
