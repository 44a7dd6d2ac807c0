#include "kiosk/app/render.h"

#include <cstdio>

#include "kiosk/app/contact_sheet.h"

namespace treffpunkt::app {
namespace {

constexpr std::uint64_t kNap = 20000000;  // ns; the loader wakes us sooner
constexpr int kSheetColumns = 5;
constexpr int kSheetWidth = 420;

Result<platform::Pixels> pixels_of(platform::Window& window) {
  auto read = window.read_pixels(true);
  if (!read) return tl::make_unexpected(read.error());
  return platform::Pixels{window.width(), window.height(), std::move(*read)};
}

std::string file_name(std::size_t index, const std::string& route) {
  std::string name = (index < 9 ? "0" : "") + std::to_string(index + 1) + "-";
  for (const char c : route.substr(0, route.find("at="))) name += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
  while (name.back() == '-') name.pop_back();
  return name + ".png";
}

}  // namespace

void settle(App& app, platform::Window& window, Clock& clock, double frame) {
  app.advance();
  app.draw();
  while (app.busy() && !app.quit()) {
    if (app.loading()) {
      for (const auto& event : window.wait(platform::now_ns() + kNap)) app.handle(event);
    } else if (clock.is_driven()) {
      clock.advance(frame);
    }
    app.advance();
    app.draw();
  }
}

Result<void> screenshot(App& app, platform::Window& window, Clock& clock, const std::filesystem::path& file) {
  settle(app, window, clock);
  app.draw_always();
  settle(app, window, clock);  // pictures that this frame was the first to ask for
  auto pixels = pixels_of(window);
  if (!pixels) return tl::make_unexpected(pixels.error());
  std::error_code ignored;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), ignored);
  return platform::write_png(file, *pixels);
}

Result<void> render_all(App& app, platform::Window& window, Clock& clock, const std::vector<std::string>& routes,
                        const std::vector<std::string>& languages, const std::filesystem::path& folder) {
  for (const auto& language : languages) {
    std::vector<platform::Pixels> pictures;
    for (std::size_t i = 0; i < routes.size(); ++i) {
      Session session = Session::begin(language);
      session.history = {Visit{}, Visit{screens::parse_route(routes[i]), 0}};
      if (routes[i] == "home" || routes[i] == "attract") session.history.erase(session.history.begin());
      app.begin(std::move(session));
      if (auto done = screenshot(app, window, clock, folder / language / file_name(i, routes[i])); !done) return done;
      auto pixels = pixels_of(window);
      if (pixels) pictures.push_back(std::move(*pixels));
    }
    if (auto done = platform::write_png(folder / (language + ".png"), contact_sheet(pictures, kSheetColumns, kSheetWidth)); !done) return done;
    std::printf("%s: %zu screens, %s\n", language.c_str(), routes.size(), (folder / (language + ".png")).c_str());
    std::fflush(stdout);
  }
  return {};
}

}  // namespace treffpunkt::app
