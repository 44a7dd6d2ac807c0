#pragma once
// Which way a paragraph runs. Pure.

#include <string_view>

namespace treffpunkt::text {

// `base`, unless the text itself is clearly otherwise: its first strong character and most of its strong characters run
// the other way. What stands in isolates (U+2066 to U+2069) does not count, as in UAX 9: a German name set apart in an
// Arabic text turns nothing around, and a text wholly in isolates follows `base`. `text` must be valid UTF-8.
bool runs_right_to_left(std::string_view text, bool base);

}  // namespace treffpunkt::text
