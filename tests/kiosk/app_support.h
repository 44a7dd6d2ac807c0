#pragma once
// An app without a display, its clock driven, with the content of a shelf or none: what a visitor does and what becomes of it.

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>

#include "kiosk/app/hand.h"
#include "kiosk/app/render.h"
#include "tests/kiosk/text_support.h"

namespace treffpunkt::test {

class Kiosk {
 public:
  explicit Kiosk(int width = 1080, int height = 1920, double diagonal = 21.5) : Kiosk(width, height, configuration(diagonal)) {}
  Kiosk(int width, int height, Config config, app::Shelf shelf = {{}, {}})
      : config_(std::move(config)),
        shelf_(std::move(shelf)),
        window_(open_window(width, height)),
        engine_(open_engine()),
        languages_(std::filesystem::path(SOURCE_DIR) / "kiosk/catalogue", "Europe/Berlin"),
        loader_(shelf_, [this] { window_->wake(); }),
        app_({config_, clock_, true, ask_clock_, shelf_, *window_, *engine_, languages_, loader_, statistics_, sound_, film_, std::filesystem::path(BINARY_DIR) / "share/treffpunkt/speech"}) {
    app_.begin(app::Session::begin("de"));
    settle();
  }

  app::App& app() { return app_; }
  const app::Session& session() const { return app_.session(); }
  const ui::Scene& scene() const { return app_.scene(); }
  std::string dump() const { return ui::dump(app_.scene()); }

  void settle() { app::settle(app_, *window_, clock_); }
  // In real time: for the loader.
  void wait(double seconds) { window_->wait(platform::now_ns() + static_cast<std::uint64_t>(seconds * 1e9)); }
  void pass(double seconds) { hand_.wait(seconds); }
  void act(const char* name, const char* argument = "") {
    app_.act({name, argument});
    settle();
  }
  // Does not wait for what the touch asks for.
  void finger(platform::InputEvent::Kind kind, float x, float y, std::int64_t id = 1) {
    hand_.send(kind, x, y, id);
  }
  void tap(float x, float y) {
    clock_.advance(0.3);
    hand_.tap_and_go(x, y);
  }
  void tap(const ui::Layer& layer, const ui::Target& target) {
    tap(layer.viewport.x + target.rect.x + target.rect.width / 2, layer.viewport.y + target.rect.y + target.rect.height / 2);
  }
  // Of the target with this action, if there is one.
  bool tap(const ui::Action& action) {
    for (auto layer = scene().layers.rbegin(); layer != scene().layers.rend(); ++layer) {
      for (const auto& target : layer->targets) {
        if (target.action != action) continue;
        tap(*layer, target);
        return true;
      }
    }
    return false;
  }

  app::Clock& clock() { return clock_; }
  app::Loader& loader() { return loader_; }
  std::atomic<bool> clock_is_right = true;
  platform::Sound& sound() { return sound_; }
  platform::Window& window() { return *window_; }

  static Config configuration(double diagonal) {
    Config config;
    config.display.diagonal_inch = diagonal;
    config.site.name = "Rathaus Harburg";
    return config;
  }

 private:
  static std::unique_ptr<platform::Window> open_window(int width, int height) {
    platform::WindowOptions options;
    options.width = width;
    options.height = height;
    options.offscreen = true;
    auto window = platform::Window::open(options);
    REQUIRE_MESSAGE(window.has_value(), window.error().message);
    return *std::move(window);
  }

  Config config_;
  app::Clock clock_ = app::Clock::driven(*parse_instant("2026-11-24T09:00:00Z"));
  app::Shelf shelf_;
  std::function<bool()> ask_clock_ = [this] { return clock_is_right.load(); };
  std::unique_ptr<platform::Window> window_;
  std::unique_ptr<text::Engine> engine_;
  app::Languages languages_;
  app::Statistics statistics_;
  app::Loader loader_;
  platform::Sound sound_{[this] { window_->wake(); }};
  platform::FilmPlayer film_{[this] { window_->wake(); }};
  app::App app_;
  app::Hand hand_{app_, *window_, clock_};
};

}  // namespace treffpunkt::test
