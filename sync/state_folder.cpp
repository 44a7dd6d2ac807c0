#include "sync/state_folder.h"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "sync/tuf/durable_file.h"

namespace treffpunkt {
namespace {

constexpr int kFailuresBeforeSetAside = 3;
constexpr std::uint64_t kLargestMark = 64 << 10;

std::optional<std::uint64_t> number_in(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Result<void> StateFolder::prepare() const {
  for (const auto& folder : {generations(), objects(), metadata()}) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return fail(folder.string() + ": " + error.message());
  }
  return {};
}

std::optional<std::uint64_t> StateFolder::current_generation() const {
  const auto text = read_bounded(current(), kLargestMark);
  return text ? number_in(*text) : std::nullopt;
}

Result<void> StateFolder::set_current_generation(std::uint64_t number) const {
  return write_durably(current(), std::to_string(number) + "\n");
}

std::vector<std::uint64_t> StateFolder::kept_generations() const {
  std::vector<std::uint64_t> numbers;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(generations(), error), end; !error && entry != end;
       entry.increment(error)) {
    if (const auto number = number_in(entry->path().filename().string())) numbers.push_back(*number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

bool StateFolder::could_not_be_shown(std::uint64_t number) const {
  const auto text = read_bounded(shown(number), kLargestMark);
  if (!text) return false;
  std::istringstream lines(*text);
  int failures = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line == "shown") return false;
    if (line == "failed") ++failures;
  }
  return failures >= kFailuresBeforeSetAside;
}

}  // namespace treffpunkt
