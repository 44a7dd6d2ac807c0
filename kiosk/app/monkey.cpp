#include "kiosk/app/monkey.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <unistd.h>

#include "kiosk/app/hand.h"
#include "kiosk/app/render.h"

namespace treffpunkt::app {
namespace {

using Kind = platform::InputEvent::Kind;

// Memory is looked at this often; after the first third everything there is has been seen once.
constexpr std::uint64_t kLooks = 60;
constexpr double kMostGrowth = 1.15;
constexpr double kFrame = 0.25;  // nobody watches: motion in few frames
constexpr int kOthers = 4;
constexpr int kMostWipes = 20;
constexpr long kAlwaysAllowed = 12 << 10;  // KiB

long resident_kib() {
  std::ifstream statm("/proc/self/statm");
  long total = 0, resident = 0;
  statm >> total >> resident;
  return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

class Monkey {
 public:
  Monkey(App& app, platform::Window& window, Clock& clock, std::uint64_t seed)
      : app_(app), window_(window), clock_(clock), hand_(app, window, clock, kFrame), random_(seed) {}

  Result<void> run(std::uint64_t taps);

 private:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }  // the same everywhere, unlike the distributions
  float somewhere(float size) { return size * static_cast<float>(below(10000)) / 10000; }

  struct Place {
    float x, y;
    float away;              // 0 in view, else how far from the middle
    std::uint64_t* tapped;  // how often, wherever it stood
  };

  void step();
  std::vector<Place> places();
  const Place& choose(const std::vector<Place>& places);
  void tap_a_target(bool wait);
  void two_fingers();
  Result<void> look_around() const;
  bool one_tap_from_home() const;
  std::string here() const { return screens::to_string(app_.session().here()); }

  App& app_;
  platform::Window& window_;
  Clock& clock_;
  Hand hand_;
  std::mt19937_64 random_;
  std::map<std::string, std::uint64_t> seen_;
  std::map<std::string, std::uint64_t> tapped_;  // by action; as many as the content has
};

// Everything that can be touched on top, also what one has to scroll to.
std::vector<Monkey::Place> Monkey::places() {
  std::vector<Place> found;
  const auto& scene = app_.scene();
  for (const auto& layer : scene.layers) {
    if (layer.modal) found.clear();
    const bool scrolls = &layer == scene.scrolling();
    const float offset = scrolls ? app_.scroll().offset() : 0;
    for (const auto& target : layer.targets) {
      Place place{layer.viewport.x + target.rect.x + target.rect.width / 2,
                  layer.viewport.y + target.rect.y + target.rect.height / 2 - offset, 0,
                  &tapped_[target.action.name + ' ' + target.action.argument]};
      const float middle = layer.viewport.y + layer.viewport.height / 2;
      if (!layer.viewport.contains(place.x, place.y)) place.away = place.y - middle;
      if (place.away == 0 || scrolls) found.push_back(place);
    }
  }
  return found;
}

// The least worn of some: what every screen has (home, languages) would take nearly all taps otherwise, and the depths none.
const Monkey::Place& Monkey::choose(const std::vector<Place>& places) {
  const Place* chosen = &places[below(places.size())];
  for (int more = 0; more < kOthers; ++more) {
    const Place& other = places[below(places.size())];
    if (*other.tapped < *chosen->tapped) chosen = &other;
  }
  return *chosen;
}

void Monkey::tap_a_target(bool wait) {
  const auto all = places();
  if (all.empty()) return;
  Place place = choose(all);
  for (int wipes = 0; place.away != 0; ++wipes) {
    const float middle = static_cast<float>(window_.height()) / 2, x = static_cast<float>(window_.width()) / 2;
    const float reach = std::clamp(place.away, -middle / 2, middle / 2);
    hand_.swipe(x, middle + reach / 2, x, middle - reach / 2);
    const auto now = places();
    const auto again = std::find_if(now.begin(), now.end(), [&](const Place& other) { return other.tapped == place.tapped; });
    if (again == now.end() || wipes == kMostWipes) return;
    place = *again;
  }
  ++*place.tapped;
  wait ? hand_.tap(place.x, place.y) : hand_.tap_and_go(place.x, place.y);
}

void Monkey::two_fingers() {
  const float width = static_cast<float>(window_.width()), height = static_cast<float>(window_.height());
  const float x = somewhere(width), y = somewhere(height);
  hand_.send(Kind::finger_down, x, y, 1);
  hand_.send(Kind::finger_down, somewhere(width), somewhere(height), 2);
  hand_.send(below(2) ? Kind::finger_move : Kind::finger_cancelled, somewhere(width), somewhere(height), 2);
  hand_.send(Kind::finger_up, x, y, 1);
  hand_.send(Kind::finger_up, x, y, 2);
}

void Monkey::step() {
  const float width = static_cast<float>(window_.width()), height = static_cast<float>(window_.height());
  const auto kind = below(100);
  if (kind < 70) {
    tap_a_target(true);
  } else if (kind < 80) {
    tap_a_target(false);
  } else if (kind < 88) {
    hand_.tap(somewhere(width), somewhere(height));
  } else if (kind < 94) {
    const float x = somewhere(width);
    hand_.swipe(x, somewhere(height), x, somewhere(height));
  } else if (kind < 98) {
    two_fingers();
  } else {
    hand_.wait(static_cast<double>(below(140)));
  }
}

// A question over the screen is answered by a tap; beneath it the bar is still there.
bool Monkey::one_tap_from_home() const {
  if (app_.session().attracting()) return true;
  bool question = false, answer = false, home = false;
  for (const auto& layer : app_.scene().layers) {
    question = question || layer.modal;
    for (const auto& target : layer.targets) {
      answer = answer || (question && target.enabled);
      home = home || (target.enabled && target.action.name == "home");
    }
  }
  return question ? answer : home;
}

Result<void> Monkey::look_around() const {
  if (app_.session().here().screen == "service") return fail("random taps led into the service screen");
  if (!one_tap_from_home()) return fail("no tap leads home from " + here());
  return {};
}

Result<void> Monkey::run(std::uint64_t taps) {
  const std::uint64_t between = std::max<std::uint64_t>(1, taps / kLooks);
  long early = 0, late = 0;
  settle(app_, window_, clock_, kFrame);
  for (std::uint64_t i = 0; i < taps; ++i) {
    step();
    if (app_.quit()) return fail("step " + std::to_string(i) + ": the kiosk ended itself");
    if (!app_.loading()) {
      ++seen_[app_.session().here().screen];
      if (auto good = look_around(); !good) return fail("step " + std::to_string(i) + ": " + good.error().message);
    }
    if (i % between != 0) continue;
    long& most = i < taps / 3 ? early : late;
    most = std::max(most, resident_kib());
  }
  settle(app_, window_, clock_, kFrame);
  std::string visits;
  for (const auto& [screen, count] : seen_) visits += " " + screen + " " + std::to_string(count);
  std::printf("%llu random taps; memory at most %ld MiB in the first third, %ld MiB later; screens after a tap:%s\n",
              static_cast<unsigned long long>(taps), early >> 10, late >> 10, visits.c_str());
  if (late > static_cast<long>(static_cast<double>(early) * kMostGrowth) + kAlwaysAllowed) return fail("memory keeps growing");
  return {};
}

}  // namespace

Result<void> monkey(App& app, platform::Window& window, Clock& clock, std::uint64_t taps, std::uint64_t seed) {
  return Monkey(app, window, clock, seed).run(taps);
}

}  // namespace treffpunkt::app
