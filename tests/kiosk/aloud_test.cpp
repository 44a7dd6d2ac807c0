// Reading aloud: asked for, warned of, ended by any touch, as loud as before for the next visitor. SDL's dummy driver plays.

#include <cstdlib>
#include <fstream>

#include "tests/kiosk/app_support.h"

using namespace treffpunkt;
using treffpunkt::test::Kiosk;
using State = screens::Listening::State;
using Heard = platform::Sound::State;

namespace {

// Speech that the build made: some seconds.
const std::filesystem::path kSpeech = std::filesystem::path(BINARY_DIR) / "share/treffpunkt/speech/de.opus";

struct Voice {
  Voice() { ::setenv("SDL_AUDIODRIVER", "dummy", 1); }
  std::mutex mutex;
  std::condition_variable changed;
  int wakes = 0;
  platform::Sound sound{[this] {
    const std::lock_guard lock(mutex);
    ++wakes;
    changed.notify_all();
  }};
  app::Aloud aloud{sound, 0.45f};

  bool falls_silent() {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds(30), [&] { return wakes > 0; });
  }
};

}  // namespace

TEST_CASE("speech plays, pauses, goes on and stops, and a stopped voice has closed its device") {
  Voice voice;
  voice.aloud.offer(kSpeech, false);
  CHECK(voice.aloud.view().state == State::silent);
  voice.aloud.perform("read");
  CHECK(voice.aloud.is_heard());
  voice.aloud.perform("pause");
  CHECK(voice.aloud.view().state == State::paused);
  CHECK_FALSE(voice.aloud.is_heard());
  voice.aloud.perform("go_on");
  CHECK(voice.aloud.view().state == State::playing);
  voice.aloud.silence();
  CHECK(voice.aloud.view().state == State::silent);
  voice.aloud.perform("read");
  REQUIRE(voice.falls_silent());
  CHECK(voice.sound.state() == Heard::silent);
  CHECK_FALSE(voice.sound.device_is_open());
}

TEST_CASE("what cannot be played is said calmly, and the next touch takes that away") {
  Voice voice;
  voice.aloud.offer("/nowhere/speech.opus", false);
  voice.aloud.perform("read");
  REQUIRE(voice.falls_silent());
  CHECK(voice.aloud.view().state == State::failed);
  CHECK_FALSE(voice.aloud.is_heard());
  voice.aloud.silence();
  CHECK(voice.aloud.view().state == State::silent);
}

TEST_CASE("without a sound device reading aloud says that it cannot") {
  Voice voice;
  ::setenv("SDL_AUDIODRIVER", "nosuchdriver", 1);
  voice.aloud.offer(kSpeech, false);
  voice.aloud.perform("read");
  REQUIRE(voice.falls_silent());
  CHECK(voice.aloud.view().state == State::failed);
  ::setenv("SDL_AUDIODRIVER", "dummy", 1);
}

TEST_CASE("where others must not hear it unasked, a question comes before the voice") {
  Voice voice;
  voice.aloud.offer(kSpeech, true);
  voice.aloud.perform("read");
  CHECK(voice.aloud.view().state == State::warning);
  CHECK(voice.sound.state() == Heard::silent);
  voice.aloud.perform("stop");
  CHECK(voice.aloud.view().state == State::silent);
  voice.aloud.perform("read");
  voice.aloud.perform("yes");
  CHECK(voice.aloud.view().state == State::playing);
}

TEST_CASE("louder and quieter have ends, and the next visitor hears it as loud as before") {
  Voice voice;
  const auto fresh = voice.aloud.view();
  for (int i = 0; i < 10; ++i) voice.aloud.perform("louder");
  CHECK(voice.aloud.view().loudest);
  for (int i = 0; i < 10; ++i) voice.aloud.perform("quieter");
  CHECK(voice.aloud.view().quietest);
  voice.aloud.end_session();
  CHECK(voice.aloud.view() == fresh);
}

TEST_CASE("nothing is read where there is no speech") {
  Voice voice;
  for (const bool is_private : {false, true}) {
    voice.aloud.offer({}, is_private);
    voice.aloud.perform("read");
    CHECK(voice.aloud.view().state == State::silent);
  }
  CHECK_FALSE(voice.aloud.offered());
}

TEST_CASE("while a language's name is said nobody is asked whether they are still there; any touch ends it") {
  ::setenv("SDL_AUDIODRIVER", "dummy", 1);
  Kiosk kiosk;
  kiosk.act("start");
  kiosk.act("go", "language");
  REQUIRE(kiosk.tap({"say", "de"}));
  kiosk.pass(1);
  CHECK(kiosk.sound().state() == Heard::playing);
  kiosk.clock().advance(100);
  kiosk.app().advance();
  CHECK(kiosk.dump().find(" stay ") == std::string::npos);
  kiosk.tap(5, 5);
  CHECK(kiosk.sound().state() == Heard::silent);
  kiosk.pass(100);
  CHECK(kiosk.dump().find(" stay ") != std::string::npos);
}

TEST_CASE("a session that ends takes its voice along") {
  ::setenv("SDL_AUDIODRIVER", "dummy", 1);
  Kiosk kiosk;
  kiosk.act("start");
  kiosk.act("go", "language");
  REQUIRE(kiosk.tap({"say", "tr"}));
  CHECK(kiosk.sound().state() == Heard::playing);
  kiosk.act("wipe");
  CHECK(kiosk.sound().state() == Heard::silent);
}
