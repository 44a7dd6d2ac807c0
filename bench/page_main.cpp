// bench-page STATE WIDTHxHEIGHT NOW OUT.html: the kiosk's German home screen as an HTML page, for the browser that the
// kiosk is measured against.

#include <cstdio>
#include <fstream>

#include "bench/scene_html.h"
#include "kiosk/app/app.h"
#include "kiosk/app/render.h"
#include "kiosk/platform/paths.h"

namespace {

using namespace treffpunkt;
namespace fs = std::filesystem;

Result<void> write_page(const fs::path& state, platform::WindowOptions size, Instant now, const fs::path& out) {
  size.offscreen = true;
  auto window = platform::Window::open(size);
  if (!window) return tl::make_unexpected(window.error());
  const auto share = platform::share_folder();
  auto engine = text::Engine::open(share / "fonts", fs::path());
  if (!engine) return tl::make_unexpected(engine.error());
  app::Languages languages(share / "catalogue", "Europe/Berlin");
  if (auto good = languages.check(); !good) return good;
  Config config;
  config.site.name = "Rathaus Harburg";
  auto clock = app::Clock::driven(now);
  app::Statistics statistics;
  const auto shelf = app::Shelf(state, share / "factory").without_notes();
  app::Loader loader(shelf, [&window] { (*window)->wake(); });
  platform::Sound sound([] {});
  platform::FilmPlayer film([] {});
  app::App kiosk({config, clock, true, {}, shelf, **window, **engine, languages, loader, statistics, sound, film, {}});
  auto session = app::Session::begin("de");
  session.history = {app::Visit{}};
  kiosk.begin(session);
  app::settle(kiosk, **window, clock);

  bench::PageOptions options;
  options.metrics = ui::Metrics::of_panel(static_cast<float>(size.width), static_cast<float>(size.height),
                                          config.display.diagonal_inch);
  options.metrics.capital = (*engine)->capital_height();
  options.language = "de";
  options.picture_file = [&](const std::string& object) { return fs::absolute(shelf.object(object)).string(); };
  std::ofstream file(out);
  file << bench::to_html(kiosk.scene(), options);
  if (!file) return fail(out.string() + ": cannot be written");
  return {};
}

}  // namespace

int main(int count, char** values) {
  platform::WindowOptions size;
  const bool good = count == 5 && std::sscanf(values[2], "%dx%d", &size.width, &size.height) == 2;
  const auto now = good ? parse_instant(values[3]) : fail("usage: bench-page STATE WIDTHxHEIGHT NOW OUT.html");
  const auto written =
      now ? write_page(values[1], size, *now, values[4]) : Result<void>(tl::make_unexpected(now.error()));
  if (written) return 0;
  std::fprintf(stderr, "bench-page: %s\n", written.error().message.c_str());
  return 1;
}
