#pragma once
// Comparing what a kiosk shows with what it should show. Pure, but for the files.

#include <cstddef>
#include <filesystem>
#include <string>

#include "kiosk/platform/picture.h"

namespace treffpunkt::test {

using platform::Pixels;

// Of the largest difference in any channel: what processors and libraries differ by when they scale emoji.
inline constexpr int kTolerance = 3;

// A failure to read is a failed test.
Pixels picture_in(const std::filesystem::path& file);

struct Difference {
  std::size_t pixels = 0;  // that differ by more than the tolerance
  int largest = 0;         // of a channel; 255 when the sizes differ
  Pixels picture;          // white where both are equal, red where they differ

  bool none() const { return largest <= kTolerance; }
};

Difference difference(const Pixels& one, const Pixels& other);

// Compares a picture, at half its size, with tests/system/golden/<name>.png. What differs is written to the folder
// golden in the build folder. TREFFPUNKT_REBASELINE=1 writes the stored picture anew.
void check_golden_picture(const std::string& name, const Pixels& picture);

}  // namespace treffpunkt::test
