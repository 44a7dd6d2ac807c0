#include "content/result/text_file.h"

#include <fstream>
#include <ios>
#include <system_error>

namespace treffpunkt {

Result<std::string> read_text_file(const std::filesystem::path& file, std::size_t maximum_bytes) {
  const std::string name = file.string();
  // Opening a pipe would wait for ever, reading a folder throws: ask first.
  std::error_code status;
  if (!std::filesystem::is_regular_file(file, status)) return fail(name + ": no such file");
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail(name + ": cannot be read");

  std::string text(maximum_bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return fail(name + ": cannot be read");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > maximum_bytes) return fail(name + ": larger than " + std::to_string(maximum_bytes) + " bytes");
  return text;
}

}  // namespace treffpunkt
