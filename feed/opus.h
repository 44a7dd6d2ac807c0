#pragma once
// Sound as an Ogg Opus file. Equal sound gives equal bytes: no date, no chance. Any thread.

#include <string>

#include "content/result/error.h"
#include "feed/wave.h"

namespace treffpunkt {

// One channel, encoded as speech at that many kilobits a second on average.
Result<std::string> encode_opus(const Sound& sound, int kilobits);

}  // namespace treffpunkt
