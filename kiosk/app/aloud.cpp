#include "kiosk/app/aloud.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace treffpunkt::app {
namespace {

using Heard = platform::Sound::State;

// Of the normal volume; each step is heard as about as much louder.
constexpr std::array<float, 5> kVolumes = {0.33f, 0.6f, 1.f, 1.5f, 2.23f};
constexpr int kNormal = 2;

}  // namespace

Aloud::Aloud(platform::Sound& sound, float normal) : sound_(sound), normal_(normal), volume_(kNormal) { change_volume(0); }

void Aloud::offer(std::filesystem::path file, bool is_private) {
  file_ = std::move(file);
  private_ = is_private;
}

void Aloud::begin() {
  warning_ = own_words_ = false;
  sound_.play(file_);
}

void Aloud::change_volume(int steps) {
  volume_ = std::clamp(volume_ + steps, 0, static_cast<int>(kVolumes.size()) - 1);
  sound_.set_volume(std::min(1.f, normal_ * kVolumes[static_cast<std::size_t>(volume_)]));
}

void Aloud::perform(const std::string& what) {
  if (what == "read" || what == "yes" || what == "again") {
    if (!offered()) return;
    if (what == "read" && private_) {
      warning_ = true;
    } else {
      begin();
    }
  } else if (what == "pause") {
    sound_.pause();
  } else if (what == "go_on") {
    sound_.resume();
  } else if (what == "quieter" || what == "louder") {
    change_volume(what == "louder" ? 1 : -1);
  } else if (what == "stop") {
    silence();
  }
}

void Aloud::say(const std::filesystem::path& file) {
  warning_ = false;
  own_words_ = true;
  sound_.play(file);
}

void Aloud::silence() {
  warning_ = false;
  if (sound_.state() != Heard::silent) sound_.stop();
}

void Aloud::end_session() {
  silence();
  change_volume(kNormal - volume_);
}

bool Aloud::is_heard() const { return sound_.state() == Heard::playing; }

bool Aloud::is_on() const { return warning_ || sound_.state() != Heard::silent; }

screens::Listening Aloud::view() const {
  using State = screens::Listening::State;
  screens::Listening view;
  view.quietest = volume_ == 0;
  view.loudest = volume_ == static_cast<int>(kVolumes.size()) - 1;
  if (warning_) {
    view.state = State::warning;
  } else if (!own_words_) {
    switch (sound_.state()) {
      case Heard::silent: view.state = State::silent; break;
      case Heard::playing: view.state = State::playing; break;
      case Heard::paused: view.state = State::paused; break;
      case Heard::failed: view.state = State::failed; break;
    }
  }
  return view;
}

}  // namespace treffpunkt::app
