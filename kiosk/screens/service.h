#pragma once
// The maintainers' screen: a PIN pad, then what they want to know and do, a touch test, the calibration's crosses. In plain
// German and English at once, because whoever comes reads one of them; so its words are here and not in the catalogues.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "content/model/feed.h"
#include "kiosk/screens/screen.h"

namespace treffpunkt::screens {

// What a worker gathered. Empty: it could not be had.
struct ServiceFacts {
  struct Interface {
    std::string name;
    bool up = false;
    std::vector<std::string> addresses;
  };
  struct Sync {
    std::string last_run, last_success, outcome, error, content_date;  // as health.json says
  };
  std::vector<Interface> interfaces;
  Sync sync;
  std::string feed;
  std::uint64_t generation = 0;
  std::string version;
  std::uint64_t disk_free = 0, disk_size = 0;  // bytes, of the state directory's
  std::vector<std::string> input_devices;
};

// What changes while somebody is there.
struct ServiceState {
  bool unlocked = false;
  std::size_t typed = 0;  // digits
  bool checking = false, wrong = false;
  int pause = 0;          // seconds until the next try
  enum class Note { none, calibrated, not_calibrated, not_saved } note = Note::none;
  struct Spot {
    float x = 0, y = 0;   // canvas
  };
  std::vector<Spot> touches;
  Spot cross;
  int step = 0;

  bool operator==(const ServiceState&) const = default;
};
inline bool operator==(const ServiceState::Spot& a, const ServiceState::Spot& b) { return a.x == b.x && a.y == b.y; }

// Routes: "service" (the pad, or the menu), "service/touch", "service/calibration".
std::unique_ptr<Screen> make_service(ServiceFacts facts, const Route& route);

}  // namespace treffpunkt::screens
