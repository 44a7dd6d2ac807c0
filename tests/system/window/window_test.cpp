// A real window on a real (if unseen) display: what is touched answers, what is left alone sleeps. These tests live in
// real time, because that is what they are about.

#include <doctest/doctest.h>
#include <signal.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "tests/system/support/display.h"
#include "tests/system/support/files.h"
#include "tests/system/support/installation.h"
#include "tests/system/support/pictures.h"

namespace treffpunkt::test {
namespace {

namespace fs = std::filesystem;

const fs::path kContent = fs::path(SOURCE_DIR) / "tests/system/content";
constexpr auto kFirstNight = "2026-11-24T03:00:00Z", kSecondNight = "2026-11-24T04:00:00Z",
               kNow = "2026-11-24T09:00:00Z";
constexpr auto kSprachcafe = "event/sprachcafe?at=2026-11-24T14:00:00Z";
constexpr int kPatience = 60;        // seconds for what takes a moment on a machine that does nothing else
constexpr int kBelowTheClock = 380;  // where the home screen does not change with the minute

void sleep_for(double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); }

bool wait_until(const std::function<bool()>& true_at_last) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(kPatience);
  while (!true_at_last()) {
    if (std::chrono::steady_clock::now() > end) return false;
    sleep_for(0.1);
  }
  return true;
}

void publish_and_sync(Installation& installation, const fs::path& sources, const std::string& night) {
  installation.publish(sources, night);
  const auto visit = installation.visit(night);
  REQUIRE_MESSAGE(visit.sync.code == 0, visit.sync.output);
}

Pixels screenshot(const Installation& installation, const std::string& screen) {
  const auto drawn = installation.kiosk({"--screenshot", "expected.png", "--now", kNow, "--screen", screen});
  REQUIRE_MESSAGE(drawn.code == 0, drawn.output);
  return picture_in(installation.folder() / "expected.png");
}

struct Place {
  int x = 0, y = 0;
};

// The middle of the target that does this, on a screen that is not scrolled.
Place target_on(const Installation& installation, const std::string& screen, const std::string& action) {
  const auto played = installation.play("dump targets.txt\n", kNow, {"--screen", screen});
  REQUIRE_MESSAGE(played.code == 0, played.output);
  std::istringstream lines(text_of(installation.folder() / "targets.txt"));
  Place layer;
  for (std::string line; std::getline(lines, line);) {
    Place corner;
    int width = 0, height = 0;
    if (line.starts_with("layer ")) std::sscanf(line.c_str(), "layer %d,%d", &layer.x, &layer.y);
    if (line.find(" " + action + " ") == std::string::npos) continue;
    if (std::sscanf(line.c_str(), " target %d,%d %dx%d", &corner.x, &corner.y, &width, &height) != 4) continue;
    return {layer.x + corner.x + width / 2, layer.y + corner.y + height / 2};
  }
  FAIL("no target for " << action << " on " << screen);
  return {};
}

Pixels from_row(const Pixels& picture, int row) {
  const auto cut = static_cast<std::ptrdiff_t>(row) * picture.width;
  return {picture.width, picture.height - row, {picture.rgba.begin() + cut, picture.rgba.end()}};
}

bool shows(const Display& display, const Pixels& expected, int row = 0) {
  return difference(from_row(display.picture(), row), from_row(expected, row)).none();
}

bool waits_to_show(const Display& display, const Pixels& expected) {
  return wait_until([&] { return shows(display, expected); });
}

bool is_black(const Pixels& picture) {
  return std::all_of(picture.rgba.begin(), picture.rgba.end(), [](std::uint32_t pixel) { return pixel == 0xFF000000; });
}

// Of all threads: how often the process went to sleep and was woken.
long wakeups(pid_t id) {
  long sum = 0;
  for (const auto& thread : fs::directory_iterator("/proc/" + std::to_string(id) + "/task")) {
    std::ifstream status(thread.path() / "status");
    for (std::string line; std::getline(status, line);) {
      long count = 0;
      if (std::sscanf(line.c_str(), "voluntary_ctxt_switches: %ld", &count) == 1) sum += count;
    }
  }
  return sum;
}

double wakeups_a_second(pid_t id, double seconds) {
  const long before = wakeups(id);
  const auto began = std::chrono::steady_clock::now();
  sleep_for(seconds);
  return static_cast<double>(wakeups(id) - before) /
         std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

// The sources with another name for an event.
void write_renamed(const fs::path& folder) {
  fs::copy(kContent, folder, fs::copy_options::recursive);
  const auto file = folder / "events/sprachcafe.json";
  auto text = text_of(file);
  const std::string name = "Sprachcafé: Deutsch üben bei Tee";
  const auto at = text.find(name);
  REQUIRE(at != std::string::npos);
  write_text(file, text.replace(at, name.size(), "Sprachcafé: heute mit Kuchen"));
}

TEST_CASE(
    "a window answers touches, brings new content with the next one, sleeps when left alone and ends when asked") {
  Installation installation;
  publish_and_sync(installation, kContent, kFirstNight);
  const auto home = screenshot(installation, "home"), old_event = screenshot(installation, kSprachcafe);
  const auto card = target_on(installation, "home", "go " + std::string(kSprachcafe));

  const Display display(1080, 1920);
  const auto measured = installation.folder() / "stats.json";
  Running kiosk(installation.kiosk_command({"--now", kNow, "--stats", measured}), display.surroundings());
  REQUIRE_MESSAGE(wait_until([&] { return !is_black(display.picture()); }), "the window stays black");
  // The first touch may come before there is anything to touch.
  REQUIRE_MESSAGE(wait_until([&] {
                    display.click(700, 300);  // where there is nothing to touch on the home screen
                    sleep_for(0.5);
                    return shows(display, home, kBelowTheClock);
                  }),
                  "a touch does not lead from the attract screen to the home screen");

  write_renamed(installation.folder() / "renamed");
  publish_and_sync(installation, installation.folder() / "renamed", kSecondNight);
  CHECK_MESSAGE(shows(display, home, kBelowTheClock), "a new generation changes the screen under somebody who reads");
  const auto new_event = screenshot(installation, kSprachcafe);
  REQUIRE_FALSE(difference(old_event, new_event).none());
  display.click(card.x, card.y);
  CHECK_MESSAGE(waits_to_show(display, new_event),
                "the card does not lead to its event as it is in the new generation");

  sleep_for(1);  // what the touch has started has ended
  CHECK(wakeups(kiosk.id()) > 0);
  CHECK(wakeups_a_second(kiosk.id(), 8) < 2);

  kiosk.signal(SIGTERM);
  CHECK(kiosk.wait(kPatience) == 0);
  const auto statistics = nlohmann::json::parse(text_of(measured));
  CHECK(statistics.at("tap_to_frame_ms").at("count").get<int>() >= 2);
  // Nothing is drawn when nothing changed: a window that draws all the time would have drawn hundreds.
  CHECK(statistics.at("frame_ms").at("count").get<int>() < 100);
}

// As a panel shows the canvas that hangs turned by 90 degrees clockwise.
Pixels turned_right(const Pixels& canvas) {
  Pixels panel{canvas.height, canvas.width, std::vector<std::uint32_t>(canvas.rgba.size())};
  for (int y = 0; y < canvas.height; ++y) {
    for (int x = 0; x < canvas.width; ++x) {
      panel.rgba[static_cast<std::size_t>(x) * panel.width + (panel.width - 1 - y)] =
          canvas.rgba[static_cast<std::size_t>(y) * canvas.width + x];
    }
  }
  return panel;
}

TEST_CASE("on a turned panel the picture is turned, and a touch lands on what is seen there") {
  Installation installation;
  publish_and_sync(installation, kContent, kFirstNight);
  const auto events = turned_right(screenshot(installation, "events")),
             event = turned_right(screenshot(installation, kSprachcafe));
  const auto card = target_on(installation, "events", "go " + std::string(kSprachcafe));

  const Display display(1920, 1080);
  Running kiosk(installation.kiosk_command({"--now", kNow, "--screen", "events", "--rotate", "90"}),
                display.surroundings());
  REQUIRE_MESSAGE(waits_to_show(display, events), "the window does not show the events, turned");
  display.click(1919 - card.y, card.x);
  CHECK_MESSAGE(waits_to_show(display, event), "a touch on a turned panel does not lead to the event");
  kiosk.signal(SIGINT);
  CHECK(kiosk.wait(kPatience) == 0);
}

// What SDL's "disk" sound device got so far: the loudest of its samples (16 bits).
int loudest(const fs::path& file) {
  const auto bytes = fs::exists(file) ? text_of(file) : std::string();
  int most = 0;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const auto sample = static_cast<std::int16_t>(static_cast<unsigned char>(bytes[at]) | static_cast<unsigned char>(bytes[at + 1]) << 8);
    most = std::max(most, std::abs(static_cast<int>(sample)));
  }
  return most;
}

TEST_CASE("what the sound device gets is a voice, as long as nobody touches anything else") {
  const Installation installation;  // never synced: what is heard is the factory content
  const std::string page = "page/ueber-uns";
  const auto shown = screenshot(installation, page);
  const auto button = target_on(installation, page, "aloud read");
  const auto samples = installation.folder() / "samples.raw";

  const Display display(1080, 1920);
  auto surroundings = display.surroundings();
  surroundings.variables.emplace_back("SDL_AUDIODRIVER", "disk");
  surroundings.variables.emplace_back("SDL_DISKAUDIOFILE", samples.string());
  Running kiosk(installation.kiosk_command({"--now", kNow, "--screen", page}), surroundings);
  REQUIRE_MESSAGE(waits_to_show(display, shown), "the window does not show the page");
  CHECK_FALSE(fs::exists(samples));
  display.click(button.x, button.y);
  REQUIRE_MESSAGE(wait_until([&] { return loudest(samples) > 1000; }), "nothing is to be heard");
  display.click(540, 5);
  CHECK_MESSAGE(waits_to_show(display, shown), "a touch does not take the voice's buttons away");
  sleep_for(1);
  const auto length = fs::file_size(samples);
  sleep_for(1);
  CHECK(fs::file_size(samples) == length);
  kiosk.signal(SIGTERM);
  CHECK(kiosk.wait(kPatience) == 0);
}

}  // namespace
}  // namespace treffpunkt::test
