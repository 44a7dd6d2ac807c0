#pragma once
// Which contacts on the glass are fingers. Stands before Touch and keeps from it what nobody meant: palms (three contacts
// at nearly the same time), chattering panels (a tap that breaks off and comes again within milliseconds), and what sticks
// to the glass (neither moved nor lifted for half a minute). Asks no clock: seconds come with the contacts. One thread.

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "kiosk/ui/touch.h"

namespace treffpunkt::ui {

class Contacts {
 public:
  static constexpr double kPalm = 0.3;       // seconds within which a palm's contacts arrive
  static constexpr std::size_t kPalmSize = 3;
  static constexpr double kChatter = 0.07;   // no finger comes back so soon
  static constexpr double kStuck = 30;
  static constexpr float kStillMm = 2;       // a resting contact trembles less
  static constexpr float kSamePlaceMm = 6;

  explicit Contacts(float pixels_per_mm) : pixels_per_mm_(pixels_per_mm) {}

  // What of it counts, in order: usually the same again, sometimes nothing, sometimes the end of others.
  std::vector<Finger> handle(const Finger& finger);
  // Lets go of what sticks; at the latest at deadline().
  std::vector<Finger> advance(double seconds);
  std::optional<double> deadline() const;

  // How often what happened, for whoever looks after the panel.
  struct Tally {
    std::uint64_t touches = 0, palms = 0, chatter = 0, stuck = 0;
    bool operator==(const Tally&) const = default;
  };
  // Since it was last taken.
  Tally take_tally() { return std::exchange(tally_, {}); }

 private:
  struct Contact {
    Finger last;
    float rest_x, rest_y;   // where it has rested
    double rest_since, down_since;
    bool ignored = false;   // until it is lifted
    bool wandered = false;  // more than a tap does
  };
  struct Lift {
    float x, y;
    double seconds;
  };

  bool apart(float ax, float ay, float bx, float by, float millimetres) const;
  bool chatters(const Finger& finger) const;
  std::vector<Finger> down(const Finger& finger);
  static Finger end_of(Contact& contact, double seconds);

  float pixels_per_mm_;
  std::map<std::int64_t, Contact> contacts_;
  std::optional<Lift> last_tap_;
  Tally tally_;
};

}  // namespace treffpunkt::ui
