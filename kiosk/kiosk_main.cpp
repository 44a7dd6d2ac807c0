// kiosk: the touch app. Reads only local content; has no network.

#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>

#include <termios.h>
#include <unistd.h>

#include "kiosk/app/app.h"
#include "kiosk/app/pin_hash.h"
#include "kiosk/app/play.h"
#include "kiosk/app/render.h"
#include "kiosk/app/run.h"
#include "kiosk/app/service_manager.h"
#include "kiosk/app/touch_file.h"
#include "kiosk/app/tour.h"
#include "kiosk/platform/file_watch.h"
#include "kiosk/platform/paths.h"

namespace {

namespace fs = std::filesystem;
using namespace treffpunkt;

constexpr int kRestart = 75;  // the exit code that asks the service manager to start the kiosk again

struct Options {
  std::string config, state, screenshot, screens, play, statistics, size, now, language, screen = "attract";
  int rotate = -1;
  double seconds = 0, diagonal = 0;
  bool fullscreen = false, offscreen = false, pin_hash = false;
  screens::Access access;

  bool pictures_only() const { return !screenshot.empty() || !screens.empty() || !play.empty(); }
};

void describe(CLI::App& cli, Options& options) {
  cli.add_option("--config", options.config, "kiosk.toml (docs/kiosk.md)")->check(CLI::ExistingFile);
  cli.add_option("--state", options.state, "state directory, instead of the config's");
  cli.add_flag("--fullscreen", options.fullscreen, "cover the whole display");
  cli.add_option("--size", options.size, "WIDTHxHEIGHT in pixels as the visitor sees it, default 1080x1920");
  cli.add_option("--rotate", options.rotate, "turn the picture on the panel by 0, 90, 180 or 270 degrees")->check(CLI::IsMember({0, 90, 180, 270}));
  cli.add_option("--diagonal", options.diagonal, "the panel's diagonal in inches")->check(CLI::Range(3.0, 120.0));
  cli.add_option("--now", options.now, "start with this time: 2026-11-24T15:00:00Z");
  cli.add_option("--lang", options.language, "start in this language (BCP 47 tag)");
  cli.add_option("--screen", options.screen, "start with this screen: home, event/sprachcafe, events?free=1");
  cli.add_flag("--large-text", options.access.large_text, "start with large text");
  cli.add_flag("--contrast", options.access.high_contrast, "start in high contrast");
  cli.add_flag("--reach", options.access.reach, "start in reach mode: everything within reach of a seated person");
  cli.add_flag("--reduced-motion", options.access.reduced_motion, "start without motion");
  cli.add_option("--screenshot", options.screenshot, "write one picture and end; needs no display");
  cli.add_option("--screens", options.screens, "write pictures of all screens in all languages to this folder and end; needs no display");
  cli.add_option("--play", options.play, "play this script and end; needs no display")->check(CLI::ExistingFile);
  cli.add_option("--stats", options.statistics, "write what was measured to this file at the end");
  cli.add_option("--seconds", options.seconds, "end by itself after this long");
  cli.add_flag("--pin-hash", options.pin_hash, "read a PIN from the terminal, print what service.pin_hash is to be, and end");
  cli.add_flag("--offscreen", options.offscreen, "run without a display");
}

std::optional<std::pair<int, int>> parse_size(const std::string& text) {
  int width = 0, height = 0;
  char end = 0;
  if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &end) != 2) return std::nullopt;
  if (width < 160 || height < 160 || width > 8192 || height > 8192) return std::nullopt;
  return std::pair(width, height);
}

int complain(const std::string& message) {
  std::fprintf(stderr, "kiosk: %s\n", message.c_str());
  return 2;
}

// The line is not shown while it is typed.
int print_pin_hash() {
  termios shown{};
  const bool terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
  if (terminal) {
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    std::fprintf(stderr, "PIN (4 to 12 digits): ");
  }
  std::string pin;
  std::getline(std::cin, pin);
  if (terminal) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    std::fprintf(stderr, "\n");
  }
  const auto hash = app::hash_pin(pin);
  if (!hash) return complain(hash.error().message);
  std::printf("%s\n", hash->c_str());
  return 0;
}

// A panel with a bad file is taken as it is: whoever stands before it can still calibrate it.
void calibrate(platform::Window& window, const fs::path& state) {
  if (state.empty()) return;
  const auto calibration = app::read_calibration(state / "touch.json");
  if (!calibration) {
    spdlog::error("{}; the touch panel is taken as it is", calibration.error().message);
  } else if (*calibration) {
    window.calibrate(**calibration);
  }
}

// What the config and the flags say together.
Result<Config> settings(const Options& options) {
  Config config;
  if (!options.config.empty()) {
    auto read = read_config(options.config);
    if (!read) return read;
    config = std::move(*read);
  } else {
    config.display.fullscreen = false;
    config.site.name = "Rathaus Harburg";
  }
  if (!options.state.empty()) config.state = options.state;
  if (options.rotate >= 0) config.display.rotation = options.rotate;
  if (options.diagonal > 0) config.display.diagonal_inch = options.diagonal;
  if (!options.language.empty()) config.site.default_language = options.language;
  if (!find_language(config.site.default_language)) return fail("no such language: " + config.site.default_language);
  // A window on a desk unless it is asked for; the device's service passes --fullscreen.
  config.display.fullscreen = options.fullscreen;
  return config;
}

app::Session first_session(const Options& options, const Config& config) {
  auto session = app::Session::begin(config.site.default_language);
  session.access = options.access;
  const auto route = screens::parse_route(options.screen);
  session.history = {app::Visit{}};
  if (route.screen == "attract") session.history = {app::Visit{route, 0}};
  if (route.screen != "attract" && route.screen != "home") session.history.push_back({route, 0});
  return session;
}

Result<void> perform(const Options& options, app::App& kiosk, platform::Window& window, app::Clock& clock, app::Statistics& statistics,
                     app::Guard& guard, const app::Shelf& shelf, const Config& config) {
  if (!options.screenshot.empty()) return app::screenshot(kiosk, window, clock, options.screenshot);
  if (options.screens.empty() && options.play.empty()) {
    app::run(kiosk, window, clock, statistics, guard, options.seconds);
    return {};
  }
  const auto store = Store::open(shelf.database(shelf.choices().front()));
  const auto routes = app::tour_of(store ? &*store : nullptr, clock.now());
  if (!options.screens.empty()) {
    auto languages = config.site.languages;
    if (languages.empty() && store) languages = store->header().languages;
    return app::render_all(kiosk, window, clock, routes, languages, options.screens);
  }
  std::ifstream file(options.play);
  const std::string script((std::istreambuf_iterator<char>(file)), {});
  return app::play(kiosk, window, clock, script, options.play, {fs::current_path(), routes});
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App cli("The Treffpunkt kiosk: what is on in Harburg, in every neighbour's language.", "kiosk");
  describe(cli, options);
  CLI11_PARSE(cli, argc, argv);

  if (options.pin_hash) return print_pin_hash();
  const auto config = settings(options);
  if (!config) return complain(config.error().message);
  std::optional<Instant> start;
  if (!options.now.empty()) {
    const auto parsed = parse_instant(options.now);
    if (!parsed) return complain("--now: " + parsed.error().message);
    start = *parsed;
  }
  const app::ServiceManager manager;
  platform::WindowOptions window_options;
  window_options.rotation = config->display.rotation;
  window_options.fullscreen = config->display.fullscreen && !options.pictures_only();
  window_options.offscreen = options.offscreen || options.pictures_only();
  if (!options.size.empty()) {
    const auto size = parse_size(options.size);
    if (!size) return complain("--size is not like 1080x1920: " + options.size);
    std::tie(window_options.width, window_options.height) = *size;
  }
  auto window = platform::Window::open(window_options);
  if (!window) return complain(window.error().message);
  calibrate(**window, config->state);
  const fs::path share = platform::share_folder();
  auto engine = text::Engine::open(share / "fonts", config->state.empty() ? fs::path() : config->state / "cache");
  if (!engine) return complain(engine.error().message);
  app::Languages languages(share / "catalogue", "Europe/Berlin");
  if (auto good = languages.check(); !good) return complain(good.error().message);

  app::Clock clock = options.pictures_only() ? app::Clock::driven(start.value_or(app::Clock::real({}).now())) : app::Clock::real(start);
  app::Statistics statistics;
  const app::Shelf on_disk(config->state, share / "factory");
  const app::Shelf shelf = options.pictures_only() ? on_disk.without_notes() : on_disk;
  app::Loader loader(shelf, [&window] { (*window)->wake(); });
  const auto is_trusted = [&clock, state = config->state] { return app::is_trustworthy(clock.now(), app::read_clock_signs(state)); };
  const std::function<bool()> ask_clock = start ? std::function<bool()>() : is_trusted;
  platform::Sound sound([&window] { (*window)->wake(); });
  platform::FilmPlayer film([&window] { (*window)->wake(); });
  app::App kiosk({*config, clock, start.has_value() || is_trusted(), ask_clock, shelf, **window, **engine, languages, loader, statistics, sound, film, share / "speech"});
  kiosk.begin(first_session(options, *config));
  app::Guard guard(manager, **window, loader);
  std::optional<platform::FileWatch> news;
  if (!options.pictures_only() && !config->state.empty()) {
    loader.notice("usb.json");
    news.emplace(config->state, [&loader](const std::string& name) { loader.notice(name); });
  }

  const auto done = perform(options, kiosk, **window, clock, statistics, guard, shelf, *config);
  manager.stopping();
  if (!done) {
    std::fprintf(stderr, "kiosk: %s\n", done.error().message.c_str());
    return 1;
  }
  if (!options.statistics.empty()) {
    if (const auto written = statistics.write(options.statistics); !written) return complain(written.error().message);
  }
  return kiosk.restart() ? kRestart : 0;
}
