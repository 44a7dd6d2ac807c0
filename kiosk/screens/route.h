#pragma once
// Where in the kiosk: a screen, perhaps an item, perhaps choices. Written "events?free=1&day=2026-11-24" or
// "event/sprachcafe", in actions, play scripts and on the command line. A value; any thread.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace treffpunkt::screens {

struct Route {
  std::string screen = "home";
  std::string id;                              // of the item; may be empty
  std::map<std::string, std::string> options;  // none empty

  std::string option(std::string_view name) const;
  std::size_t offset() const;  // how many of its list come before; 0 when that is no number
  Route with(std::string_view name, std::string_view value) const;  // an empty value takes the option out

  bool operator==(const Route&) const = default;
};

Route parse_route(std::string_view text);  // never fails: what it cannot read is left out
std::string to_string(const Route& route);

}  // namespace treffpunkt::screens
