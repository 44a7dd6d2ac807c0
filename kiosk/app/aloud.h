#pragma once
// Reading aloud: what of the screen can be heard, from the button to silence. Nothing is heard without being asked for, any
// touch elsewhere ends it, and after a session it is as loud as before. UI thread.

#include <filesystem>
#include <map>
#include <string>

#include "kiosk/platform/sound.h"
#include "kiosk/screens/listening.h"

namespace treffpunkt::app {

class Aloud {
 public:
  // `normal`: how loud it begins, 0 to 1.
  Aloud(platform::Sound& sound, float normal);

  // What the screen that is now shown can be heard as; empty: nothing. `is_private`: others must not hear it unasked.
  void offer(std::filesystem::path file, bool is_private);
  bool offered() const { return !file_.empty(); }

  // read, yes, stop, pause, go_on, again, quieter, louder.
  void perform(const std::string& what);
  // A word of the kiosk's own, without any buttons.
  void say(const std::filesystem::path& file);
  // Something else was touched, or the screen is another.
  void silence();
  void end_session();

  bool is_heard() const;
  // The sound or the warning is there, so that a touch elsewhere has something to end.
  bool is_on() const;
  screens::Listening view() const;

 private:
  void begin();
  void change_volume(int steps);

  platform::Sound& sound_;
  const float normal_;
  std::filesystem::path file_;
  bool private_ = false;
  bool warning_ = false;
  bool own_words_ = false;
  int volume_;
};

}  // namespace treffpunkt::app
