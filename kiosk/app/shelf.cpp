#include "kiosk/app/shelf.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <fstream>

namespace treffpunkt::app {
namespace {

namespace fs = std::filesystem;

constexpr int kStartsUntilBad = 3;

std::uint64_t number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size() ? number : 0;
}

}  // namespace

Shelf::Shelf(fs::path state, fs::path factory) : state_(std::move(state)), factory_(std::move(factory)) {}

Shelf Shelf::without_notes() const {
  Shelf shelf = *this;
  shelf.notes_ = false;
  return shelf;
}

std::uint64_t Shelf::current() const {
  std::ifstream file(state_ / "current");
  std::string text;
  return std::getline(file, text) ? number_in(text) : 0;
}

std::vector<std::uint64_t> Shelf::on_disk() const {
  std::vector<std::uint64_t> numbers;
  std::error_code problem;
  for (fs::directory_iterator entry(state_ / "generations", problem), end; !problem && entry != end; entry.increment(problem)) {
    const auto number = number_in(entry->path().filename().string());
    if (number != 0 && edition(number)) numbers.push_back(number);
  }
  std::sort(numbers.rbegin(), numbers.rend());
  return numbers;
}

std::vector<std::uint64_t> Shelf::choices() const {
  std::vector<std::uint64_t> choices;
  const auto active = current();
  if (active != 0 && edition(active) && trial(active) != Trial::bad) choices.push_back(active);
  const auto others = on_disk();
  for (const auto wanted : {Trial::good, Trial::untried}) {
    for (const auto number : others) {
      if (number != active && trial(number) == wanted) choices.push_back(number);
    }
  }
  choices.push_back(0);
  return choices;
}

Trial Shelf::trial(std::uint64_t generation) const {
  std::ifstream file(state_ / "shown" / std::to_string(generation));
  int starts = 0;
  for (std::string line; std::getline(file, line);) {
    if (line == "shown") return Trial::good;
    if (line == "started" || line == "failed") ++starts;
    if (line == "ended" && starts > 0) --starts;
  }
  return starts >= kStartsUntilBad ? Trial::bad : Trial::untried;
}

fs::path Shelf::database(std::uint64_t generation) const {
  if (generation == 0) return factory_ / "content.db";
  return state_ / "generations" / std::to_string(generation) / "content.db";
}

std::optional<Edition> Shelf::edition(std::uint64_t generation) const {
  struct stat found {};
  if (::stat(database(generation).c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
  return Edition{found.st_dev, found.st_ino, found.st_ctim.tv_sec * 1'000'000'000 + found.st_ctim.tv_nsec};
}

fs::path Shelf::object(std::string_view sha256) const {
  const fs::path below = fs::path("objects") / std::string(sha256.substr(0, 2)) / std::string(sha256);
  std::error_code ignored;
  if (fs::exists(state_ / below, ignored)) return state_ / below;
  return factory_ / below;
}

// On the card before anything is done with the generation: a kiosk that takes the power with it leaves its trace.
void Shelf::note(std::uint64_t generation, const char* word) const {
  if (!notes_ || generation == 0 || state_.empty() || trial(generation) == Trial::good) return;
  std::error_code ignored;
  fs::create_directories(state_ / "shown", ignored);
  const auto path = state_ / "shown" / std::to_string(generation);
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0664);
  if (file < 0) return;
  // A word in two pieces would be none: it is written at once, or not.
  if (::write(file, word, std::strlen(word)) > 0) ::fsync(file);
  ::close(file);
}

}  // namespace treffpunkt::app
