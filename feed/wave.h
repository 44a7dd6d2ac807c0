#pragma once
// A WAV file with 16-bit samples as programs that speak write it, also to a pipe, where the lengths in its head are not
// true. Untrusted input. Pure; any thread.

#include <cstdint>
#include <string_view>
#include <vector>

#include "content/result/error.h"

namespace treffpunkt {

struct Sound {
  int rate = 0;                       // samples a second: 8,000 to 192,000
  std::vector<std::int16_t> samples;  // one channel; of several the mean
};

Result<Sound> read_wave(std::string_view bytes);

}  // namespace treffpunkt
