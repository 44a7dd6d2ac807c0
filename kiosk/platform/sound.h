#pragma once
// Plays one sound file (Ogg Opus) at a time. The device is opened when something is to be heard and closed when it falls
// silent, so that a quiet kiosk has no thread that wakes. Reading and decoding happen on threads of its own; all of this
// is for the UI thread. Without a device, or with a file that cannot be played, the state says so.

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>

namespace treffpunkt::platform {

class Sound {
 public:
  enum class State { silent, playing, paused, failed };

  // `wake` is called on another thread whenever the state has changed by itself.
  explicit Sound(std::function<void()> wake);
  ~Sound();

  void play(std::filesystem::path file);  // from its beginning, instead of what is playing
  void pause();
  void resume();
  void stop();
  void set_volume(float volume);  // 0 to 1

  State state() const;
  float volume() const;  // as it was last asked for
  bool device_is_open() const;

  Sound(const Sound&) = delete;
  Sound& operator=(const Sound&) = delete;

 private:
  // What is asked for; `turn` tells the same file played anew from the one that is playing.
  struct Wanted {
    std::filesystem::path file;
    unsigned turn = 0;
    bool paused = false;
    float volume = 1;
  };
  class Device;

  void ask(const std::function<void(Wanted&)>& change);
  void run();

  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Wanted wanted_;
  State state_ = State::silent;
  bool open_ = false;
  bool stale_ = false;  // the worker has not seen `wanted_` yet
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace treffpunkt::platform
