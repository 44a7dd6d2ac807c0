#pragma once
// QR codes (ISO/IEC 18004) with libqrencode, error correction M. Any thread.

#include <optional>
#include <string_view>
#include <vector>

namespace treffpunkt::ui {

inline constexpr int kQuietZone = 4;  // modules on each side, as the standard asks

struct QrCode {
  int size = 0;               // modules a side, without the quiet zone
  std::vector<bool> modules;  // true: dark; size * size, row by row
};

// Bytes as they are (UTF-8). nullopt: too long for a code, or empty.
std::optional<QrCode> make_qr(std::string_view data);

}  // namespace treffpunkt::ui
