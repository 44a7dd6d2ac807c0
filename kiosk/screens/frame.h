#pragma once
// What surrounds every screen: the example ribbon, notices, the bar at the bottom, the scroll buttons, the questions
// laid over it; in reach mode a calm band above. Turns a screen into a scene. UI thread.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/screens/access.h"
#include "kiosk/screens/bar.h"
#include "kiosk/screens/listening.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/screen.h"
#include "kiosk/ui/scene.h"

namespace treffpunkt::screens {

struct Frame {
  const ui::Look& look;
  const Wording& words;
  const Moment& moment;
  const SiteConfig& site;
  const std::vector<std::string>& touch_words;
  const Access& access;
  bool demo = false;                 // the feed says: this is an example
  bool can_go_back = false;
  bool more_open = false;            // narrow panels: the bar's "more"
  std::optional<int> code;           // number of the QR code that is shown large
  std::optional<BarButton> speech;   // there is something to listen to
  std::vector<Notice> notices;       // current ones
  const ServiceState* service = nullptr;
  std::optional<int> still_there;    // seconds left of the question
  Visitor visitor;                   // compose() finds out whether they are writing
  Listening listening;
  std::optional<Watching> watching;           // a film is open
  std::string stick;                          // what became of a stick that was plugged in: "activated", ...; empty: nothing
  const std::set<std::string>* films = nullptr;  // objects of films that are here
  const std::set<std::string>* said = nullptr;   // languages whose names can be heard
};

ui::Scene compose(const Screen& screen, const Frame& frame);

// The two round buttons of a list, in their place on the canvas; made again when the list arrives at an end. Without targets
// or nodes when nothing scrolls.
ui::Layer scroll_buttons(const Frame& frame, const ui::Rect& place, bool scrolls, bool at_start, bool at_end);
// Its place in a scene that compose() made; nullopt: that screen does not scroll.
std::optional<std::size_t> scroll_buttons_layer(const ui::Scene& scene);

}  // namespace treffpunkt::screens
