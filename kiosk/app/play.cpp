#include "kiosk/app/play.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "kiosk/app/render.h"

namespace treffpunkt::app {
namespace {

using Words = std::vector<std::string>;

constexpr double kTapSeconds = 0.05;
constexpr double kSwipeSeconds = 0.25;
constexpr int kSwipeSteps = 15;

struct Player {
  App& app;
  platform::Window& window;
  Clock& clock;
  const std::filesystem::path& folder;
};

// Words at spaces; "several words" in quotes are one.
Words split(std::string_view line) {
  Words words;
  std::size_t at = 0;
  while (true) {
    at = line.find_first_not_of(" \t\r", at);
    if (at == std::string_view::npos || line[at] == '#') return words;
    const bool quoted = line[at] == '"';
    const auto end = quoted ? line.find('"', at + 1) : line.find_first_of(" \t\r", at);
    words.emplace_back(line.substr(quoted ? at + 1 : at, end == std::string_view::npos ? end : end - at - (quoted ? 1 : 0)));
    if (end == std::string_view::npos) return words;
    at = quoted ? end + 1 : end;
  }
}

void finger(Player& player, platform::InputEvent::Kind kind, float x, float y) {
  platform::InputEvent event;
  event.kind = kind;
  event.finger = 1;
  event.x = x;
  event.y = y;
  event.time_ns = platform::now_ns();
  player.app.handle(event);
  player.app.advance();
  player.app.draw();
}

void tap_at(Player& player, float x, float y) {
  finger(player, platform::InputEvent::Kind::finger_down, x, y);
  player.clock.advance(kTapSeconds);
  finger(player, platform::InputEvent::Kind::finger_up, x, y);
  settle(player.app, player.window, player.clock);
}

struct Spot {
  const ui::Layer* layer;
  const ui::Target* target;
};

std::optional<Spot> find_target(const ui::Scene& scene, const std::string& label) {
  // A target of exactly that name before one that only has it in its name.
  for (const bool exact : {true, false}) {
    for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
      for (const auto& target : layer->targets) {
        if (exact ? target.label == label : target.label.find(label) != std::string::npos) return Spot{&*layer, &target};
      }
      if (layer->modal) return std::nullopt;
    }
  }
  return std::nullopt;
}

Result<void> tap(Player& player, const Words& words) {
  const auto spot = find_target(player.app.scene(), words[1]);
  if (!spot) return fail("there is nothing of that name to touch");
  if (!spot->target->enabled) return fail("it is disabled");
  const auto& rect = spot->target->rect;
  const auto& viewport = spot->layer->viewport;
  const bool scrolls = spot->layer == player.app.scene().scrolling();
  const float middle = rect.y + rect.height / 2;
  if (scrolls && (middle < player.app.scroll().offset() || middle > player.app.scroll().offset() + viewport.height)) {
    player.app.scroll().jump_to(middle - viewport.height / 2);
    player.app.draw_always();
  }
  const float offset = scrolls ? player.app.scroll().offset() : 0;
  tap_at(player, viewport.x + rect.x + rect.width / 2, viewport.y + middle - offset);
  return {};
}

Result<void> tap_place(Player& player, const Words& words) {
  tap_at(player, std::strtof(words[1].c_str(), nullptr), std::strtof(words[2].c_str(), nullptr));
  return {};
}

Result<void> swipe(Player& player, const Words& words) {
  std::array<float, 4> way{};
  for (std::size_t i = 0; i < way.size(); ++i) way[i] = std::strtof(words[i + 1].c_str(), nullptr);
  finger(player, platform::InputEvent::Kind::finger_down, way[0], way[1]);
  for (int step = 1; step <= kSwipeSteps; ++step) {
    const float share = static_cast<float>(step) / kSwipeSteps;
    player.clock.advance(kSwipeSeconds / kSwipeSteps);
    finger(player, platform::InputEvent::Kind::finger_move, way[0] + (way[2] - way[0]) * share, way[1] + (way[3] - way[1]) * share);
  }
  finger(player, platform::InputEvent::Kind::finger_up, way[2], way[3]);
  settle(player.app, player.window, player.clock);
  return {};
}

Result<void> wait(Player& player, const Words& words) {
  const double end = player.clock.steady() + std::strtod(words[1].c_str(), nullptr);
  while (player.clock.steady() < end) {
    player.clock.advance(std::min(1.0, end - player.clock.steady()));
    settle(player.app, player.window, player.clock);
  }
  return {};
}

Result<void> picture(Player& player, const Words& words) {
  return screenshot(player.app, player.window, player.clock, player.folder / words[1]);
}

Result<void> write_dump(Player& player, const Words& words) {
  std::ofstream out(player.folder / words[1]);
  out << ui::dump(player.app.scene());
  if (!out) return fail("cannot be written");
  return {};
}

bool on_screen(const Player& player, const std::string& wanted) {
  for (const auto& layer : player.app.scene().layers) {
    for (const auto& node : layer.nodes) {
      if (node.kind == ui::Node::Kind::text && !node.icon && node.words.find(wanted) != std::string::npos) return true;
    }
  }
  return false;
}

Result<void> expect(Player& player, const Words& words) {
  if (on_screen(player, words[1])) return {};
  return fail("not on the screen");
}

Result<void> expect_not(Player& player, const Words& words) {
  if (!on_screen(player, words[1])) return {};
  return fail("it is on the screen");
}

Result<void> expect_screen(Player& player, const Words& words) {
  const auto here = screens::to_string(player.app.session().here());
  if (player.app.session().here().screen == words[1] || here == words[1]) return {};
  return fail("the screen is " + here);
}

Result<void> act(Player& player, const Words& words) {
  player.app.act({words[1], words.size() > 2 ? words[2] : ""});
  settle(player.app, player.window, player.clock);
  return {};
}

struct Command {
  std::string_view name;
  std::size_t words;  // at least
  Result<void> (*run)(Player&, const Words&);
};

constexpr std::array<Command, 10> kCommands = {{{"tap", 2, tap},
                                                {"tap-at", 3, tap_place},
                                                {"swipe", 5, swipe},
                                                {"wait", 2, wait},
                                                {"screenshot", 2, picture},
                                                {"dump", 2, write_dump},
                                                {"expect", 2, expect},
                                                {"expect-not", 2, expect_not},
                                                {"expect-screen", 2, expect_screen},
                                                {"act", 2, act}}};

Result<void> run_line(Player& player, const Words& words) {
  for (const auto& command : kCommands) {
    if (command.name != words[0]) continue;
    if (words.size() < command.words) return fail("too few words");
    return command.run(player, words);
  }
  return fail("no such command");
}

}  // namespace

Result<void> play(App& app, platform::Window& window, Clock& clock, std::string_view script, std::string_view name,
                  const std::filesystem::path& folder) {
  Player player{app, window, clock, folder};
  settle(app, window, clock);
  int number = 0;
  while (!script.empty()) {
    ++number;
    const auto end = script.find('\n');
    const auto line = script.substr(0, end);
    script = end == std::string_view::npos ? "" : script.substr(end + 1);
    const auto words = split(line);
    if (words.empty()) continue;
    if (auto done = run_line(player, words); !done) {
      return fail(std::string(name) + ":" + std::to_string(number) + ": " + std::string(line) + ": " + done.error().message);
    }
  }
  return {};
}

}  // namespace treffpunkt::app
