#pragma once
// A sign-language film laid over the screen: its time, and which of its pictures is due. Asks no clock: seconds come in. UI
// thread.

#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/platform/film_player.h"
#include "kiosk/screens/listening.h"

namespace treffpunkt::app {

class FilmShow {
 public:
  explicit FilmShow(platform::FilmPlayer& player) : player_(player) {}

  void open(std::filesystem::path file, double now);
  // pause, go_on, again, close.
  void perform(const std::string& what, double now);
  void close();

  bool is_open() const { return !file_.empty(); }
  bool is_playing() const { return view().has_value() && view()->state == screens::Watching::State::playing; }
  // The picture to show from now on, if it is another one.
  std::optional<platform::FilmPicture> due(double now);
  // When the next one is; nullopt: none is waited for.
  std::optional<double> deadline(double now) const;
  std::optional<screens::Watching> view() const;

 private:
  platform::FilmPlayer& player_;
  std::filesystem::path file_;   // empty: closed
  std::optional<double> began_;  // the film's beginning on the clock; nullopt: no picture yet
  std::optional<double> paused_; // since then
  float aspect_ = 4.f / 3;
};

}  // namespace treffpunkt::app
