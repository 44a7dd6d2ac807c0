#pragma once
// Now, as the screens may speak of it. With a clock that cannot be trusted they say plain dates and never "today".

#include <string>

#include "content/language/zone.h"
#include "content/model/time.h"

namespace treffpunkt::screens {

struct Moment {
  Instant now{};
  LocalTime local{};
  bool clock_trusted = true;

  Date today() const { return date_of(local); }
  static Moment at(Instant now, std::string_view zone, bool trusted) { return {now, to_local(now, zone), trusted}; }
};

}  // namespace treffpunkt::screens
