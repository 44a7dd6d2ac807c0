#include "kiosk/app/play.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "kiosk/app/hand.h"
#include "kiosk/app/monkey.h"
#include "kiosk/app/render.h"
#include "kiosk/ui/faults.h"
#include "kiosk/ui/qr.h"

namespace treffpunkt::app {
namespace {

using Words = std::vector<std::string>;

struct Player {
  App& app;
  platform::Window& window;
  Clock& clock;
  Hand hand;
  const Stagehand& stagehand;
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

struct Spot {
  const ui::Layer* layer;
  const ui::Target* target;
};

template <typename Is>
std::optional<Spot> find_target(const ui::Scene& scene, const Is& is) {
  for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
    for (const auto& target : layer->targets) {
      if (is(target)) return Spot{&*layer, &target};
    }
    if (layer->modal) return std::nullopt;
  }
  return std::nullopt;
}

// A target of exactly that name before one that only has it in its name.
std::optional<Spot> find_by_label(const ui::Scene& scene, const std::string& label) {
  if (const auto spot = find_target(scene, [&](const ui::Target& target) { return target.label == label; })) return spot;
  return find_target(scene, [&](const ui::Target& target) { return target.label.find(label) != std::string::npos; });
}

Result<void> tap_spot(Player& player, const std::optional<Spot>& spot) {
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
  player.hand.tap(viewport.x + rect.x + rect.width / 2, viewport.y + middle - offset);
  return {};
}

Result<void> tap(Player& player, const Words& words) { return tap_spot(player, find_by_label(player.app.scene(), words[1])); }

// What it is called in the visitor's language does not matter.
Result<void> tap_to(Player& player, const Words& words) {
  return tap_spot(player, find_target(player.app.scene(), [&](const ui::Target& target) { return target.action.argument.starts_with(words[1]); }));
}

std::optional<Spot> find_action(const ui::Scene& scene, const ui::Action& action) {
  return find_target(scene, [&](const ui::Target& target) { return target.action == action; });
}

// The keys that lead to the one with this letter, wherever the keyboard stands: another level, another page, another
// layout. Those that turn out to be a wrong way are touched again to come back.
Result<void> type_letter(Player& player, const std::string& letter) {
  static constexpr std::array<std::array<std::string_view, 2>, 7> kWays = {
      {{}, {"shift"}, {"signs"}, {"signs", "shift"}, {"other"}, {"other", "shift"}, {"other", "signs"}}};
  const auto press = [&](std::string_view key) {
    const auto spot = find_action(player.app.scene(), {"key", std::string(key)});
    return spot && tap_spot(player, spot);
  };
  for (const auto& way : kWays) {
    std::vector<std::string_view> pressed;
    for (const auto key : way) {
      if (!key.empty() && press(key)) pressed.push_back(key);
    }
    if (press("type " + letter)) return {};
    for (; !pressed.empty(); pressed.pop_back()) press(pressed.back());
  }
  return fail("there is no key for " + letter);
}

Result<void> type(Player& player, const Words& words) {
  const auto field = find_action(player.app.scene(), {"field", "show"});
  if (!field) return fail("there is nothing to write in");
  if (!find_action(player.app.scene(), {"key", "erase"})) {
    if (auto shown = tap_spot(player, field); !shown) return shown;
  }
  const std::string_view text = words[1];
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    if (auto typed = type_letter(player, std::string(text.substr(begin, end - begin))); !typed) return typed;
    begin = end;
  }
  return {};
}

Result<void> tap_place(Player& player, const Words& words) {
  player.hand.tap(std::strtof(words[1].c_str(), nullptr), std::strtof(words[2].c_str(), nullptr));
  return {};
}

Result<void> swipe(Player& player, const Words& words) {
  std::array<float, 4> way{};
  for (std::size_t i = 0; i < way.size(); ++i) way[i] = std::strtof(words[i + 1].c_str(), nullptr);
  player.hand.swipe(way[0], way[1], way[2], way[3]);
  return {};
}

Result<void> wait(Player& player, const Words& words) {
  player.hand.wait(std::strtod(words[1].c_str(), nullptr));
  return {};
}

Result<void> picture(Player& player, const Words& words) {
  return screenshot(player.app, player.window, player.clock, player.stagehand.folder / words[1]);
}

Result<void> write_dump(Player& player, const Words& words) {
  std::ofstream out(player.stagehand.folder / words[1]);
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

Result<void> expect_fit(Player& player, const Words&) {
  const auto& look = player.app.look_shown();
  const auto found = ui::faults(player.app.scene(), look.metrics, look.theme.high_contrast);
  if (found.empty()) return {};
  std::string message = std::to_string(found.size()) + " faults on " + screens::to_string(player.app.session().here());
  for (const auto& fault : found) message += "\n  " + fault;
  return fail(message);
}

struct Code {
  const ui::Layer* layer;
  const ui::Node* node;
};

std::optional<Code> last_code(const ui::Scene& scene) {
  std::optional<Code> found;
  for (const auto& layer : scene.layers) {
    for (const auto& node : layer.nodes) {
      if (node.kind == ui::Node::Kind::qr) found = Code{&layer, &node};
    }
  }
  return found;
}

// Brings the screen's last code into sight, as a visitor would, and opens it where that is how one sees it.
Result<void> expect_code(Player& player, const Words&) {
  const auto opens = find_target(player.app.scene(), [](const ui::Target& target) { return target.action.name == "code" && !target.action.argument.empty(); });
  if (opens) {
    if (auto opened = tap_spot(player, opens); !opened) return opened;
  }
  const auto code = last_code(player.app.scene());
  if (!code) return {};
  const auto& rect = code->node->rect;
  const auto& metrics = player.app.look_shown().metrics;
  const float height = code->layer->viewport.height;
  if (opens && !code->layer->modal) return fail("a touch does not open the code");
  if (rect.height > height) return fail("the code is never wholly in sight");
  const auto modules = static_cast<float>(code->node->modules_per_row + 2 * ui::kQuietZone);
  const float module = std::floor(rect.width / modules) / metrics.pixels_per_mm;
  const bool fills = rect.width + modules > std::min(metrics.width, metrics.canvas_height());
  if (module < ui::kLeastModuleMm && !fills) return fail("a module of " + std::to_string(module) + " mm on " + screens::to_string(player.app.session().here()));
  if (code->layer->scrolls) {
    player.app.scroll().jump_to(rect.y + rect.height / 2 - height / 2);
    settle(player.app, player.window, player.clock);
  }
  return {};
}

Result<void> run_monkey(Player& player, const Words& words) {
  return monkey(player.app, player.window, player.clock, std::strtoull(words[1].c_str(), nullptr, 10), std::strtoull(words[2].c_str(), nullptr, 10));
}

Result<void> act(Player& player, const Words& words) {
  player.app.act({words[1], words.size() > 2 ? words[2] : ""});
  settle(player.app, player.window, player.clock);
  return {};
}

// Defined with the commands, which it runs.
Result<void> tour(Player& player, const Words& words);

struct Command {
  std::string_view name;
  std::size_t words;  // at least
  Result<void> (*run)(Player&, const Words&);
};

constexpr std::array<Command, 16> kCommands = {{{"tap", 2, tap},
                                                {"tap-to", 2, tap_to},
                                                {"tap-at", 3, tap_place},
                                                {"swipe", 5, swipe},
                                                {"type", 2, type},
                                                {"wait", 2, wait},
                                                {"screenshot", 2, picture},
                                                {"dump", 2, write_dump},
                                                {"expect", 2, expect},
                                                {"expect-not", 2, expect_not},
                                                {"expect-screen", 2, expect_screen},
                                                {"expect-fit", 1, expect_fit},
                                                {"expect-code", 1, expect_code},
                                                {"tour", 2, tour},
                                                {"monkey", 3, run_monkey},
                                                {"act", 2, act}}};

Result<void> run_line(Player& player, const Words& words) {
  for (const auto& command : kCommands) {
    if (command.name != words[0]) continue;
    if (words.size() < command.words) return fail("too few words");
    return command.run(player, words);
  }
  return fail("no such command");
}

// The rest of the line, on every screen: all that fails is told, not only the first.
Result<void> tour(Player& player, const Words& words) {
  std::string failures;
  for (const auto& route : player.stagehand.routes) {
    // Nobody is there on the attract screen: it is never seen with a visitor's settings.
    if (route == "attract" && player.app.session().access.large_text) continue;
    if (auto gone = act(player, {"act", "home"}); !gone) return gone;
    if (route != "home") static_cast<void>(act(player, {"act", "go", route}));
    if (auto done = run_line(player, {words.begin() + 1, words.end()}); !done) failures += "\n" + route + ": " + done.error().message;
  }
  if (failures.empty()) return {};
  return fail(failures);
}

}  // namespace

Result<void> play(App& app, platform::Window& window, Clock& clock, std::string_view script, std::string_view name,
                  const Stagehand& stagehand) {
  Player player{app, window, clock, Hand(app, window, clock), stagehand};
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
