#pragma once
// Numbers in a column of bytes: 32 bits each, little-endian on every machine. Any thread.

#include <cstdint>
#include <string>
#include <string_view>

namespace treffpunkt {

inline void append_number(std::string& out, std::int32_t number) {
  const auto bits = static_cast<std::uint32_t>(number);
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(bits >> shift & 0xFF);
}

inline std::size_t count_numbers(std::string_view bytes) { return bytes.size() / 4; }

// 0 behind the end: a damaged file must not be read past.
inline std::int32_t number_at(std::string_view bytes, std::size_t index) {
  if (index >= count_numbers(bytes)) return 0;
  std::uint32_t bits = 0;
  for (int i = 0; i < 4; ++i) {
    bits |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[index * 4 + static_cast<std::size_t>(i)]))
            << (8 * i);
  }
  return static_cast<std::int32_t>(bits);
}

}  // namespace treffpunkt
