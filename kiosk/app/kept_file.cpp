#include "kiosk/app/kept_file.h"

#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>

namespace treffpunkt::app {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

bool write_whole(const std::string& path, std::string_view text) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "we"));
  return file && std::fwrite(text.data(), 1, text.size(), file.get()) == text.size() && std::fflush(file.get()) == 0 && ::fsync(fileno(file.get())) == 0;
}

}  // namespace

Result<void> keep_file(const std::filesystem::path& file, std::string_view text) {
  const std::string unfinished = file.string() + ".new";
  if (!write_whole(unfinished, text)) return fail(unfinished + ": cannot be written");
  std::error_code error;
  std::filesystem::rename(unfinished, file, error);
  if (error) return fail(file.string() + ": " + error.message());
  return {};
}

}  // namespace treffpunkt::app
