#pragma once
// How a visitor wants the screen. Nothing of it outlives the session. A value; any thread.

namespace treffpunkt::screens {

struct Access {
  bool large_text = false;
  bool high_contrast = false;
  bool reach = false;           // everything moves down to where a seated person or a child reaches it
  bool reduced_motion = false;  // nothing slides or glides

  bool operator==(const Access&) const = default;
};

}  // namespace treffpunkt::screens
