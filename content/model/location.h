#pragma once
// Where something happens (HSDS location and physical_address).

#include "content/model/item.h"

namespace treffpunkt {

enum class Known { unknown, yes, no };

struct Accessibility {
  Known step_free = Known::unknown;
  Known accessible_wc = Known::unknown;
  Known induction_loop = Known::unknown;
  Known lift = Known::unknown;

  bool operator==(const Accessibility&) const = default;
};

struct Location : Item {
  Text name;
  std::string street_address;  // "Harburger Rathausplatz 1"
  Text room;                   // the usual room, may be empty
  std::string postal_code;
  std::string locality;  // "Hamburg"
  std::optional<double> latitude, longitude;  // WGS 84 degrees
  Text transportation;   // how to get there, may be empty
  Accessibility accessibility;

  bool operator==(const Location&) const = default;
};

}  // namespace treffpunkt
