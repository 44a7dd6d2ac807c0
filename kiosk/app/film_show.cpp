#include "kiosk/app/film_show.h"

namespace treffpunkt::app {

using State = platform::FilmPlayer::State;

void FilmShow::open(std::filesystem::path file, double now) {
  file_ = std::move(file);
  perform("again", now);
}

void FilmShow::perform(const std::string& what, double now) {
  if (!is_open()) return;
  if (what == "again") {
    began_.reset();
    paused_.reset();
    player_.play(file_);
  } else if (what == "pause" && began_ && !paused_) {
    paused_ = now;
  } else if (what == "go_on" && paused_) {
    *began_ += now - *paused_;
    paused_.reset();
  } else if (what == "close") {
    close();
  }
}

void FilmShow::close() {
  if (!is_open()) return;
  player_.stop();
  file_.clear();
  began_.reset();
  paused_.reset();
}

std::optional<platform::FilmPicture> FilmShow::due(double now) {
  if (!is_open() || paused_) return std::nullopt;
  // It begins when its first picture is there, however long that took.
  if (!began_ && player_.next()) began_ = now;
  if (!began_) return std::nullopt;
  auto picture = player_.take(now - *began_);
  if (picture) aspect_ = static_cast<float>(picture->pixels.width) / static_cast<float>(picture->pixels.height);
  return picture;
}

std::optional<double> FilmShow::deadline(double now) const {
  if (!is_open() || paused_ || !began_) return std::nullopt;
  const auto next = player_.next();
  if (next) return *began_ + *next;
  constexpr double kSoon = 0.02;  // what the decoder has not made yet is looked for again
  if (player_.state() == State::running) return now + kSoon;
  return std::nullopt;
}

std::optional<screens::Watching> FilmShow::view() const {
  if (!is_open()) return std::nullopt;
  using Shown = screens::Watching::State;
  Shown state = began_ ? Shown::playing : Shown::opening;
  if (paused_) state = Shown::paused;
  if (player_.state() == State::ended) state = Shown::ended;
  if (player_.state() == State::failed) state = Shown::failed;
  return screens::Watching{state, aspect_};
}

}  // namespace treffpunkt::app
