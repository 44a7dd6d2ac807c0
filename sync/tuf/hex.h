#pragma once
// Bytes as lower-case hexadecimal digits, and back. Pure functions, any thread.

#include <optional>
#include <string>
#include <string_view>

namespace treffpunkt::tuf {

std::string to_hex(std::string_view bytes);
// Upper and lower case are read. nullopt: an odd number of digits, or something that is none.
std::optional<std::string> from_hex(std::string_view digits);

// 64 lower-case digits: the only form in which a hash becomes part of a path.
bool is_sha256_hex(std::string_view text);

}  // namespace treffpunkt::tuf
