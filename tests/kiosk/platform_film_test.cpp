// Sign-language films: good, cut off, hostile. The films are made here, with Debian's vpxenc.

#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <random>

#include "kiosk/platform/film_decoder.h"
#include "kiosk/platform/film_player.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_film.h"

namespace treffpunkt::platform {
namespace {

namespace fs = std::filesystem;

constexpr int kWidth = 320, kHeight = 240, kPictures = 50;  // test_film.h's: two seconds

struct Films {
  test::TemporaryFolder folder;
  fs::path make(const std::string& codec) const { return test::make_film(folder.path() / (codec + ".webm"), {.codec = codec}); }
  fs::path write(const std::string& bytes) const {
    const auto file = folder.path() / "changed.webm";
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
  }
};

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Whether the bar is where it belongs in this picture.
bool shows(const FilmPicture& picture, int number) {
  const auto at = [&](int x) { return picture.pixels.rgba[static_cast<std::size_t>(120 * kWidth + x)] & 0xFF; };
  return at(number * 6 + 10) > 180 && at((number * 6 + 160) % kWidth) < 120;
}

TEST_CASE("every picture of a VP8 and a VP9 film comes at its time") {
  const Films films;
  for (const char* codec : {"vp8", "vp9"}) {
    CAPTURE(codec);
    auto decoder = FilmDecoder::open(films.make(codec));
    REQUIRE(decoder.has_value());
    CHECK(decoder->film().width == kWidth);
    CHECK(decoder->film().height == kHeight);
    CHECK(decoder->film().seconds == doctest::Approx(2).epsilon(0.01));
    CHECK(decoder->film().pictures_a_second() == doctest::Approx(25).epsilon(0.01));
    for (int i = 0; i < kPictures; ++i) {
      const auto picture = decoder->next();
      REQUIRE(picture.has_value());
      REQUIRE(picture->has_value());
      CHECK((*picture)->seconds == doctest::Approx(i / 25.0).epsilon(0.01));
      CHECK(shows(**picture, i));
    }
    const auto end = decoder->next();
    REQUIRE(end.has_value());
    CHECK_FALSE(end->has_value());
  }
}

TEST_CASE("a film that is cut off is refused, wherever the cut is") {
  const Films films;
  const auto whole = bytes_of(films.make("vp8"));
  for (std::size_t length = 0; length < whole.size() - 200; length += whole.size() / 60) {
    CAPTURE(length);
    const auto film = read_film(films.write(whole.substr(0, length)));
    CHECK_FALSE(film.has_value());
  }
}

TEST_CASE("a film with wrong bytes in it is shown or refused, and nothing else happens") {
  const Films films;
  for (const char* codec : {"vp8", "vp9"}) {
    const auto whole = bytes_of(films.make(codec));
    std::mt19937 random(3);
    for (int round = 0; round < 60; ++round) {
      auto changed = whole;
      for (int i = 0; i < 1 + round; ++i) changed[random() % changed.size()] = static_cast<char>(random());
      auto decoder = FilmDecoder::open(films.write(changed));
      for (int i = 0; decoder && i < 2 * kPictures; ++i) {
        const auto picture = decoder->next();
        if (!picture || !*picture) break;
        CHECK((*picture)->pixels.rgba.size() == static_cast<std::size_t>((*picture)->pixels.width * (*picture)->pixels.height));
      }
    }
  }
}

TEST_CASE("what is no film is refused in words") {
  const Films films;
  CHECK(read_film(films.folder.path() / "nowhere").error().message.starts_with("cannot be read"));
  CHECK(read_film(films.write("")).error().message == "is no WebM film, or has no pictures");
  CHECK(read_film(films.write("GIF89a this is another thing")).error().message == "is no WebM film, or has no pictures");
  const fs::path large = films.folder.path() / "large";
  std::ofstream(large).close();
  fs::resize_file(large, kLargestFilm + 1);
  CHECK(read_film(large).error().message == "is larger than 100 MB");
}

// Waits for the player's thread as the app's loop would.
struct Waker {
  std::mutex mutex;
  std::condition_variable changed;
  int count = 0;
  void wake() {
    const std::lock_guard lock(mutex);
    ++count;
    changed.notify_all();
  }
  bool wait_for(int times) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds(20), [&] { return count >= times; });
  }
};

TEST_CASE("a player decodes ahead, hands over what is due, and drops what is late") {
  const Films films;
  const auto file = films.make("vp8");
  Waker waker;
  FilmPlayer player([&] { waker.wake(); });
  CHECK(player.state() == FilmPlayer::State::idle);
  player.play(file);
  REQUIRE(waker.wait_for(1));
  CHECK(player.state() == FilmPlayer::State::running);
  auto first = player.take(0);
  REQUIRE(first.has_value());
  CHECK(shows(*first, 0));
  CHECK_FALSE(player.take(0).has_value());
  std::optional<FilmPicture> last;
  for (int tries = 0; player.state() == FilmPlayer::State::running && tries < 1'000'000; ++tries) {
    if (auto picture = player.take(100)) last = std::move(picture);
    std::this_thread::yield();
  }
  CHECK(player.state() == FilmPlayer::State::ended);
  REQUIRE(last.has_value());
  CHECK(shows(*last, kPictures - 1));
  CHECK_FALSE(player.next().has_value());
}

TEST_CASE("a player begins anew, stops, and says when a film cannot be shown") {
  const Films films;
  const auto file = films.make("vp8");
  Waker waker;
  FilmPlayer player([&] { waker.wake(); });
  player.play(file);
  REQUIRE(waker.wait_for(1));
  player.take(0.2);
  player.play(file);
  REQUIRE(waker.wait_for(2));
  auto first = player.take(0);
  REQUIRE(first.has_value());
  CHECK(shows(*first, 0));
  player.stop();
  CHECK(player.state() == FilmPlayer::State::idle);
  CHECK_FALSE(player.take(100).has_value());
  player.play(films.write("no film"));
  REQUIRE(waker.wait_for(3));
  CHECK(player.state() == FilmPlayer::State::failed);
}

}  // namespace
}  // namespace treffpunkt::platform
