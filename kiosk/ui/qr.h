#pragma once
// QR codes (ISO/IEC 18004) with libqrencode. Any thread.

#include <optional>
#include <string_view>
#include <vector>

namespace treffpunkt::ui {

// A module's least size, for a phone 40 cm away. A modest one's camera (26 mm lens as on film: 69 degrees along the longer
// side) sees 2 * 400 mm * tan(34.7 degrees) = 554 mm there, apps look at pictures of 1280 x 720, and a reader wants three pixels a
// module once the picture is tilted and not quite sharp (measured with zbar; sharp and upright two would do): 3 * 554 / 1280 = 1.3 mm.
// A code that fills a small panel may have less: one goes nearer. docs/decisions.md.
inline constexpr float kLeastModuleMm = 1.3f;
inline constexpr int kQuietZone = 4;  // modules on each side, as the standard asks

struct QrCode {
  int size = 0;               // modules a side, without the quiet zone
  std::vector<bool> modules;  // true: dark; size * size, row by row
};

// Bytes as they are (UTF-8), in the smallest code that holds them, with as much error correction as that has room for: nothing
// scratches a screen, so larger modules help more. nullopt: too long for a code, or empty.
std::optional<QrCode> make_qr(std::string_view data);

}  // namespace treffpunkt::ui
