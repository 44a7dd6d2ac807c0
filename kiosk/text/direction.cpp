#include "kiosk/text/direction.h"

#include <glib.h>
#include <pango/pango.h>

#include <cstddef>

// Pango deprecates its per-character direction because it is not enough for the bidirectional algorithm; to count
// letters it is, and it spares a second library with the same tables.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace treffpunkt::text {

bool runs_right_to_left(std::string_view text, bool base) {
  std::size_t left_to_right = 0, right_to_left = 0, isolates = 0;
  bool first_is_right_to_left = base;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end; at = g_utf8_next_char(at)) {
    const gunichar character = g_utf8_get_char(at);
    if (character >= 0x2066 && character <= 0x2068) ++isolates;
    if (character == 0x2069 && isolates > 0) --isolates;
    if (isolates > 0) continue;
    const PangoDirection direction = pango_unichar_direction(character);
    if (direction == PANGO_DIRECTION_NEUTRAL) continue;
    if (left_to_right + right_to_left == 0) first_is_right_to_left = direction == PANGO_DIRECTION_RTL;
    ++(direction == PANGO_DIRECTION_RTL ? right_to_left : left_to_right);
  }
  const bool most_are_right_to_left = right_to_left > left_to_right;
  const bool clear = first_is_right_to_left == most_are_right_to_left && right_to_left != left_to_right;
  return clear ? most_are_right_to_left : base;
}

}  // namespace treffpunkt::text
