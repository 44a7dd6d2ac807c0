#include <array>
#include <string_view>

#include "kiosk/screens/screen.h"

namespace treffpunkt::screens {
namespace {

using Load = Result<std::unique_ptr<Screen>> (*)(const Store&, const Ask&);

constexpr auto kScreens = std::to_array<std::pair<std::string_view, Load>>({{"about", load_about},
                                                                            {"attract", load_attract},
                                                                            {"home", load_home},
                                                                            {"events", load_events},
                                                                            {"event", load_event},
                                                                            {"offers", load_offers},
                                                                            {"offer", load_offer},
                                                                            {"orientation", load_orientation},
                                                                            {"page", load_page},
                                                                            {"politics", load_politics},
                                                                            {"search", load_search},
                                                                            {"signs", load_signs},
                                                                            {"voice", load_voice},
                                                                            {"location", load_location},
                                                                            {"organization", load_organization}});

}  // namespace

Result<std::unique_ptr<Screen>> load_screen(const Store* store, const Ask& ask) {
  if (ask.route.screen == "language") return make_language(ask);
  if (!store) return make_waiting(ask);
  for (const auto& [name, load] : kScreens) {
    if (name != ask.route.screen) continue;
    auto screen = load(*store, ask);
    // An item that the new generation no longer has leads home, not to an error.
    if (!screen || *screen) return screen;
  }
  return load_home(*store, ask);
}

}  // namespace treffpunkt::screens
