#include "kiosk/platform/film_player.h"

#include <spdlog/spdlog.h>

namespace treffpunkt::platform {

FilmPlayer::FilmPlayer(std::function<void()> wake) : wake_(std::move(wake)), thread_([this] { run(); }) {}

FilmPlayer::~FilmPlayer() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void FilmPlayer::play(std::filesystem::path file) {
  {
    const std::lock_guard lock(mutex_);
    file_ = std::move(file);
    ++turn_;
    state_ = State::opening;
    ready_.clear();
    all_decoded_ = false;
  }
  changed_.notify_one();
}

void FilmPlayer::stop() {
  {
    const std::lock_guard lock(mutex_);
    file_.clear();
    ++turn_;
    state_ = State::idle;
    ready_.clear();
  }
  changed_.notify_one();
}

FilmPlayer::State FilmPlayer::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

std::optional<FilmPicture> FilmPlayer::take(double seconds) {
  std::optional<FilmPicture> due;
  {
    const std::lock_guard lock(mutex_);
    while (!ready_.empty() && ready_.front().seconds <= seconds) {
      due = std::move(ready_.front());
      ready_.pop_front();
    }
    if (all_decoded_ && ready_.empty() && state_ == State::running) state_ = State::ended;
  }
  if (due) changed_.notify_one();
  return due;
}

std::optional<double> FilmPlayer::next() const {
  const std::lock_guard lock(mutex_);
  if (ready_.empty()) return std::nullopt;
  return ready_.front().seconds;
}

void FilmPlayer::run() {
  std::unique_lock lock(mutex_);
  unsigned done = 0;
  while (true) {
    changed_.wait(lock, [&] { return ending_ || (turn_ != done && !file_.empty()); });
    if (ending_) return;
    done = turn_;
    decode(lock, done);
  }
}

void FilmPlayer::end(State state, std::unique_lock<std::mutex>& lock) {
  if (state == State::failed) state_ = state;
  all_decoded_ = true;
  lock.unlock();
  wake_();
  lock.lock();
}

void FilmPlayer::decode(std::unique_lock<std::mutex>& lock, unsigned turn) {
  const auto file = file_;
  lock.unlock();
  auto decoder = FilmDecoder::open(file);
  lock.lock();
  const auto overtaken = [&] { return ending_ || turn_ != turn; };
  if (!decoder) {
    spdlog::warn("film {}: {}", file.string(), decoder.error().message);
    if (!overtaken()) end(State::failed, lock);
    return;
  }
  while (!overtaken()) {
    lock.unlock();
    auto picture = decoder->next();
    lock.lock();
    changed_.wait(lock, [&] { return overtaken() || ready_.size() < kAhead; });
    if (overtaken()) return;
    if (!picture) {
      spdlog::warn("film {}: {}", file.string(), picture.error().message);
      return end(State::failed, lock);
    }
    if (!*picture) return end(State::ended, lock);
    ready_.push_back(std::move(**picture));
    if (state_ != State::opening) continue;
    state_ = State::running;
    lock.unlock();
    wake_();
    lock.lock();
  }
}

}  // namespace treffpunkt::platform
