#include "kiosk/app/shelf.h"

#include <charconv>
#include <fstream>

namespace treffpunkt::app {

namespace fs = std::filesystem;

Shelf::Shelf(fs::path state, fs::path factory) : state_(std::move(state)), factory_(std::move(factory)) {}

std::uint64_t Shelf::current() const {
  std::ifstream file(state_ / "current");
  std::string text;
  if (!std::getline(file, text)) return 0;
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size() ? number : 0;
}

fs::path Shelf::database(std::uint64_t generation) const {
  if (generation == 0) return factory_ / "content.db";
  return state_ / "generations" / std::to_string(generation) / "content.db";
}

fs::path Shelf::object(std::string_view sha256) const {
  const fs::path below = fs::path("objects") / std::string(sha256.substr(0, 2)) / std::string(sha256);
  std::error_code ignored;
  if (fs::exists(state_ / below, ignored)) return state_ / below;
  return factory_ / below;
}

void Shelf::note(std::uint64_t generation, const char* word) const {
  if (generation == 0) return;
  std::error_code ignored;
  fs::create_directories(state_ / "shown", ignored);
  std::ofstream file(state_ / "shown" / std::to_string(generation), std::ios::app);
  file << word;
}

}  // namespace treffpunkt::app
