#pragma once
// A text as somebody types it: what people see as one character comes and goes as one. Any thread.

#include <cstddef>
#include <string>
#include <string_view>

namespace treffpunkt {

// `typed` after `text`, composed (NFC), without what cannot be seen (control characters, invalid bytes, direction
// marks); line breaks become spaces, no space begins the text or follows another one. What would make it longer than
// `most` characters is left out.
std::string with_typed(std::string_view text, std::string_view typed, std::size_t most);

// Without the last character, with all that belongs to it.
std::string without_last(std::string_view text);

std::size_t count_typed(std::string_view text);  // characters

}  // namespace treffpunkt
