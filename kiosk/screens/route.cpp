#include "kiosk/screens/route.h"

#include <algorithm>
#include <cstdlib>

namespace treffpunkt::screens {

std::string Route::option(std::string_view name) const {
  const auto found = options.find(std::string(name));
  return found == options.end() ? std::string() : found->second;
}

std::size_t Route::offset() const { return static_cast<std::size_t>(std::max(0, std::atoi(option("offset").c_str()))); }

Route Route::with(std::string_view name, std::string_view value) const {
  Route changed = *this;
  if (value.empty()) {
    changed.options.erase(std::string(name));
  } else {
    changed.options[std::string(name)] = value;
  }
  return changed;
}

Route parse_route(std::string_view text) {
  Route route;
  const auto question = text.find('?');
  const auto path = text.substr(0, question);
  const auto slash = path.find('/');
  route.screen = path.substr(0, slash);
  if (slash != std::string_view::npos) route.id = path.substr(slash + 1);
  std::string_view rest = question == std::string_view::npos ? "" : text.substr(question + 1);
  while (!rest.empty()) {
    const auto end = rest.find('&');
    const auto pair = rest.substr(0, end);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && equals > 0 && equals + 1 < pair.size()) {
      route.options[std::string(pair.substr(0, equals))] = pair.substr(equals + 1);
    }
    rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
  }
  return route;
}

std::string to_string(const Route& route) {
  std::string text = route.screen;
  if (!route.id.empty()) text += "/" + route.id;
  char separator = '?';
  for (const auto& [name, value] : route.options) {
    text += separator + name + "=" + value;
    separator = '&';
  }
  return text;
}

}  // namespace treffpunkt::screens
