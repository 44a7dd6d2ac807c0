#include "kiosk/platform/sound.h"

#include <SDL.h>
#include <SDL_mixer.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <memory>
#include <optional>

namespace treffpunkt::platform {
namespace {

constexpr int kRate = 48000;  // Opus knows no other
constexpr int kPiece = 4096;  // samples: 85 ms
constexpr std::chrono::milliseconds kLook{100};  // SDL_mixer's callback at the end comes without a word of whose it is

struct FreeMusic {
  void operator()(Mix_Music* music) const { Mix_FreeMusic(music); }
};

}  // namespace

// The opened device and what it plays. The worker's alone.
class Sound::Device {
 public:
  static std::unique_ptr<Device> open() {
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
      spdlog::warn("sound: {}", SDL_GetError());
      return nullptr;
    }
    if (Mix_OpenAudioDevice(kRate, AUDIO_S16SYS, 1, kPiece, nullptr, SDL_AUDIO_ALLOW_CHANNELS_CHANGE) != 0) {
      spdlog::warn("sound: {}", SDL_GetError());
      SDL_QuitSubSystem(SDL_INIT_AUDIO);
      return nullptr;
    }
    return std::unique_ptr<Device>(new Device);
  }
  ~Device() {
    Mix_HaltMusic();
    music_.reset();
    Mix_CloseAudio();
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
  }

  bool begin(const std::filesystem::path& file) {
    Mix_HaltMusic();
    music_.reset(Mix_LoadMUS(file.c_str()));
    if (music_ && Mix_PlayMusic(music_.get(), 0) == 0) return true;
    spdlog::warn("sound {}: {}", file.string(), SDL_GetError());
    return false;
  }
  void follow(const Wanted& wanted) {
    Mix_VolumeMusic(static_cast<int>(wanted.volume * MIX_MAX_VOLUME));
    wanted.paused ? Mix_PauseMusic() : Mix_ResumeMusic();
  }
  bool playing() const { return Mix_PlayingMusic() != 0; }

 private:
  Device() = default;
  std::unique_ptr<Mix_Music, FreeMusic> music_;
};

Sound::Sound(std::function<void()> wake) : wake_(std::move(wake)), thread_([this] { run(); }) {}

Sound::~Sound() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Sound::ask(const std::function<void(Wanted&)>& change) {
  {
    const std::lock_guard lock(mutex_);
    change(wanted_);
    stale_ = true;
  }
  changed_.notify_one();
}

void Sound::play(std::filesystem::path file) {
  ask([&](Wanted& wanted) {
    wanted.file = std::move(file);
    ++wanted.turn;
    wanted.paused = false;
    state_ = State::playing;
  });
}

void Sound::pause() {
  ask([&](Wanted& wanted) {
    wanted.paused = true;
    if (state_ == State::playing) state_ = State::paused;
  });
}

void Sound::resume() {
  ask([&](Wanted& wanted) {
    wanted.paused = false;
    if (state_ == State::paused) state_ = State::playing;
  });
}

void Sound::stop() {
  ask([&](Wanted& wanted) {
    wanted.file.clear();
    state_ = State::silent;
  });
}

void Sound::set_volume(float volume) {
  ask([&](Wanted& wanted) { wanted.volume = volume; });
}

Sound::State Sound::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

float Sound::volume() const {
  const std::lock_guard lock(mutex_);
  return wanted_.volume;
}

bool Sound::device_is_open() const {
  const std::lock_guard lock(mutex_);
  return open_;
}

void Sound::run() {
  std::unique_ptr<Device> device;
  unsigned turn = 0;
  std::unique_lock lock(mutex_);
  while (!ending_) {
    const auto news = [this] { return ending_ || stale_; };
    // Only while something plays is there anything to look at.
    device ? static_cast<void>(changed_.wait_for(lock, kLook, news)) : changed_.wait(lock, news);
    if (ending_) break;
    stale_ = false;
    const Wanted wanted = wanted_;
    lock.unlock();
    std::optional<State> now;  // what has come of it, if that is not what was asked for
    if (wanted.file.empty()) {
      device.reset();
    } else if (wanted.turn != turn) {
      if (!device) device = Device::open();
      if (!device || !device->begin(wanted.file)) now = State::failed;
    } else if (device && !device->playing()) {
      now = State::silent;
    }
    turn = wanted.turn;
    if (now) device.reset();
    if (device) device->follow(wanted);
    lock.lock();
    open_ = device != nullptr;
    if (!now || wanted_.turn != wanted.turn) continue;
    wanted_.file.clear();
    state_ = *now;
    lock.unlock();
    wake_();
    lock.lock();
  }
  lock.unlock();
  device.reset();
  SDL_TLSCleanup();  // what SDL keeps for a thread that it did not start
}

}  // namespace treffpunkt::platform
