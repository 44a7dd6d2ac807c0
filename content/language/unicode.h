#pragma once
// Between our UTF-8 and ICU's strings. Only for the files here that call ICU. Invalid UTF-8 becomes U+FFFD. Any thread.

#include <unicode/unistr.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace treffpunkt {

// Begin and end of a piece of text whose direction its surroundings must not touch (UAX #9).
inline constexpr std::string_view kLeftToRightIsolate = "\u2066";
inline constexpr std::string_view kFirstStrongIsolate = "\u2068";
inline constexpr std::string_view kPopIsolate = "\u2069";

inline icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

inline std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  return text.toUTF8String(utf8);
}

}  // namespace treffpunkt
