#pragma once
// Decodes a film ahead of its time on a thread of its own. Knows no clock: whoever shows it says how far it is and takes the
// picture that is due. For the UI thread; nothing here waits.

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "kiosk/platform/film_decoder.h"

namespace treffpunkt::platform {

class FilmPlayer {
 public:
  enum class State { idle, opening, running, ended, failed };

  // `wake` is called on the decoder's thread when the first picture is there, and when none will come any more.
  explicit FilmPlayer(std::function<void()> wake);
  ~FilmPlayer();

  void play(std::filesystem::path file);  // from its beginning, instead of what it decodes
  void stop();

  State state() const;  // ended: the last picture has been taken
  // The newest picture that is due `seconds` after the beginning, if none of its kind was taken yet; older ones are
  // dropped.
  std::optional<FilmPicture> take(double seconds);
  // When the next picture is due; nullopt: none is decoded yet, or there is none.
  std::optional<double> next() const;

  FilmPlayer(const FilmPlayer&) = delete;
  FilmPlayer& operator=(const FilmPlayer&) = delete;

 private:
  static constexpr std::size_t kAhead = 4;  // pictures

  void run();
  void decode(std::unique_lock<std::mutex>& lock, unsigned turn);
  void end(State state, std::unique_lock<std::mutex>& lock);

  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::filesystem::path file_;  // empty: nothing is wanted
  unsigned turn_ = 0;           // counts what is asked for
  State state_ = State::idle;
  std::deque<FilmPicture> ready_;
  bool all_decoded_ = false;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace treffpunkt::platform
