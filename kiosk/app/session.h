#pragma once
// One visitor's visit: language, sizes, where they have been. Ending it leaves nothing behind. A value; UI thread.

#include <string>
#include <vector>

#include "kiosk/screens/route.h"

namespace treffpunkt::app {

struct Visit {
  screens::Route route;
  float scroll = 0;
};

struct Session {
  static constexpr std::size_t kLongestHistory = 50;

  std::string language;
  bool large_text = false;
  bool high_contrast = false;
  std::vector<Visit> history;  // oldest first; the last is where the visitor is

  static Session begin(std::string language) { return {std::move(language), false, false, {Visit{{"attract", "", {}}, 0}}}; }

  const screens::Route& here() const { return history.back().route; }
  bool attracting() const { return here().screen == "attract"; }
  bool can_go_back() const { return history.size() > 1; }
};

}  // namespace treffpunkt::app
