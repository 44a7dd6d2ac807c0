#include "tests/system/support/files.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

namespace treffpunkt::test {

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  REQUIRE_MESSAGE(stream.is_open(), file.string() << " cannot be read");
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write_text(const std::filesystem::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  REQUIRE_MESSAGE(stream, file.string() << " cannot be written");
}

}  // namespace treffpunkt::test
