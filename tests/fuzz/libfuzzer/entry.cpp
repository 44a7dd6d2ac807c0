// Where libFuzzer enters; TREFFPUNKT_FUZZED is the function of tests/fuzz/targets.h that this program is for.

#include <cstddef>
#include <cstdint>

#include "tests/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t length) {
  treffpunkt::fuzz::TREFFPUNKT_FUZZED({reinterpret_cast<const char*>(bytes), length});
  return 0;
}
