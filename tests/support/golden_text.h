#pragma once
// Compares a text with the one stored in the sources. TREFFPUNKT_REBASELINE=1 writes it anew: look at the difference in
// git before you commit it. What differs is also written to the folder golden in the build folder.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace treffpunkt::test {

inline void write_golden_text(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

// The first line in which two texts differ: "line 12: is 'text 10,20' instead of 'text 10,24'".
inline std::string first_difference(const std::string& text, const std::string& stored) {
  std::istringstream lines(text), stored_lines(stored);
  for (int number = 1;; ++number) {
    std::string line, stored_line;
    const bool more = static_cast<bool>(std::getline(lines, line));
    const bool more_stored = static_cast<bool>(std::getline(stored_lines, stored_line));
    if (!more && !more_stored) return "they differ in how they end";
    if (more && more_stored && line == stored_line) continue;
    return "line " + std::to_string(number) + ": is '" + line + "' instead of '" + stored_line + "'";
  }
}

inline void check_golden_text(const std::filesystem::path& file, const std::string& text) {
  if (std::getenv("TREFFPUNKT_REBASELINE") != nullptr) return write_golden_text(file, text);
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream stored;
  stored << stream.rdbuf();
  const auto shown = std::filesystem::path(BINARY_DIR) / "golden" / file.filename();
  if (text == stored.str()) {
    std::filesystem::remove(shown);
    return;
  }
  write_golden_text(shown, text);
  FAIL_CHECK(file.string() << " differs: " << first_difference(text, stored.str()) << "\nCompare with "
                           << shown.string() << "; if it is meant, tools/test --rebaseline writes the stored one anew");
}

}  // namespace treffpunkt::test
