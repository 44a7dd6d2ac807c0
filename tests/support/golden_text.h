#pragma once
// Compares a text with the one stored in the sources. TREFFPUNKT_REBASELINE=1 writes it anew: look at the difference in
// git before you commit it.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace treffpunkt::test {

inline void check_golden_text(const std::filesystem::path& file, const std::string& text) {
  if (std::getenv("TREFFPUNKT_REBASELINE") != nullptr) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return;
  }
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream stored;
  stored << stream.rdbuf();
  INFO("stored in " << file.string() << "; TREFFPUNKT_REBASELINE=1 writes it anew");
  CHECK(text == stored.str());
}

}  // namespace treffpunkt::test
