#include "sync/state_folder.h"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "sync/tuf/durable_file.h"

namespace treffpunkt {
namespace {

constexpr int kStartsBeforeSetAside = 3;
constexpr std::uint64_t kLargestMark = 64 << 10;

std::optional<std::uint64_t> number_in(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::vector<std::uint64_t> numbers_in(const std::filesystem::path& folder) {
  std::vector<std::uint64_t> numbers;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (const auto number = number_in(entry->path().filename().string())) numbers.push_back(*number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace

Result<void> StateFolder::prepare() const {
  for (const auto& folder : {generations(), objects(), metadata()}) {
    if (auto made = make_folder_durably(folder); !made) return made;
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

std::vector<std::uint64_t> StateFolder::kept_generations() const { return numbers_in(generations()); }

std::vector<std::uint64_t> StateFolder::noted_generations() const { return numbers_in(root_ / "shown"); }

Trial StateFolder::trial_of(std::uint64_t number) const {
  const auto text = read_bounded(shown(number), kLargestMark);
  if (!text) return Trial::untried;
  std::istringstream lines(*text);
  int starts = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line == "shown") return Trial::good;
    if (line == "started" || line == "failed") ++starts;
    if (line == "ended" && starts > 0) --starts;  // on purpose
  }
  return starts >= kStartsBeforeSetAside ? Trial::bad : Trial::untried;
}

Result<void> StateFolder::forget_trial(std::uint64_t number) const {
  std::error_code error;
  std::filesystem::remove(shown(number), error);
  if (error) return fail(shown(number).string() + ": " + error.message());
  return {};
}

}  // namespace treffpunkt
