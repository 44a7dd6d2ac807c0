#pragma once
// Between our UTF-8 and ICU's strings. Only for the files here that call ICU. Invalid UTF-8 becomes U+FFFD. Any thread.

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace treffpunkt {

// Begin and end of a piece of text whose direction its surroundings must not touch (UAX #9).
inline constexpr std::string_view kLeftToRightIsolate = "\u2066";
inline constexpr std::string_view kRightToLeftIsolate = "\u2067";
inline constexpr std::string_view kFirstStrongIsolate = "\u2068";
inline constexpr std::string_view kPopIsolate = "\u2069";

inline icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

inline std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  return text.toUTF8String(utf8);
}

// `text` in an isolate of its own direction, for a right-to-left sentence. A first-strong isolate would not do: it skips
// what is isolated inside it, so a text made of isolates alone would turn left to right.
inline icu::UnicodeString isolated_in_right_to_left(const icu::UnicodeString& text) {
  int depth = 0;
  bool left_to_right = false;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const auto direction = u_charDirection(text.char32At(i));
    if (direction == U_LEFT_TO_RIGHT_ISOLATE || direction == U_RIGHT_TO_LEFT_ISOLATE || direction == U_FIRST_STRONG_ISOLATE) ++depth;
    if (direction == U_POP_DIRECTIONAL_ISOLATE && depth > 0) --depth;
    if (depth > 0) continue;
    left_to_right = direction == U_LEFT_TO_RIGHT;
    if (left_to_right || direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) break;
  }
  return from_utf8(left_to_right ? kLeftToRightIsolate : kRightToLeftIsolate) + text + from_utf8(kPopIsolate);
}

}  // namespace treffpunkt
