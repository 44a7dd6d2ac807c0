#pragma once
// One visitor's visit: language, settings, where they have been. Ending it leaves nothing behind: whatever a visitor
// leaves on the screen belongs in here. A value; UI thread.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/access.h"
#include "kiosk/screens/route.h"
#include "kiosk/ui/keyboard.h"

namespace treffpunkt::app {

struct Visit {
  screens::Route route;
  float scroll = 0;
  ui::KeyboardState keyboard = {};

  bool operator==(const Visit&) const = default;
};

// To the survey of "Your voice".
struct GivenAnswer {
  std::string survey;
  std::optional<bool> kept;  // nullopt: on its way to the card

  bool operator==(const GivenAnswer&) const = default;
};

struct Session {
  static constexpr std::size_t kLongestHistory = 50;

  std::string language;
  screens::Access access;
  bool more_open = false;      // narrow panels: the bar's "more"
  std::optional<int> code = {};  // the screen's QR code that is shown large
  std::vector<Visit> history;  // oldest first; the last is where the visitor is
  GivenAnswer answer = {};

  static Session begin(std::string language) { return {std::move(language), {}, false, {}, {Visit{{"attract", "", {}}, 0}}}; }

  const screens::Route& here() const { return history.back().route; }
  bool attracting() const { return here().screen == "attract"; }
  bool can_go_back() const { return history.size() > 1; }

  bool operator==(const Session&) const = default;
};

}  // namespace treffpunkt::app
