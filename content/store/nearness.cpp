#include "content/store/nearness.h"

#include <algorithm>
#include <vector>

namespace treffpunkt {
namespace {

constexpr std::size_t kShortestPart = 4;  // letters in common below that are chance

std::size_t common_beginning(std::u32string_view a, std::u32string_view b) {
  const auto ends = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(ends.first - a.begin());
}

// "Zahnarzt" ends with what "Arztbesuch" begins with.
std::size_t end_and_beginning(std::u32string_view typed, std::u32string_view word) {
  for (auto length = std::min(typed.size(), word.size()); length > 0; --length) {
    if (typed.substr(typed.size() - length) == word.substr(0, length)) return length;
  }
  return 0;
}

double share(std::size_t part, std::size_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

}  // namespace

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (i + length > text.size()) break;
    char32_t letter = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) letter = letter << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
    letters += letter;
    i += length;
  }
  return letters;
}

std::size_t mistakes_between(std::u32string_view typed, std::u32string_view word, std::size_t most, bool unfinished) {
  if (typed.size() > word.size() + most) return most + 1;
  if (!unfinished && word.size() > typed.size() + most) return most + 1;
  // Of an unfinished word no more letters can take part than were typed and forgotten.
  if (unfinished) word = word.substr(0, typed.size() + most);
  const std::size_t columns = word.size() + 1;
  std::vector<std::size_t> before(columns), last(columns), now(columns);
  for (std::size_t j = 0; j < columns; ++j) last[j] = j;
  for (std::size_t i = 1; i <= typed.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j < columns; ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (typed[i - 1] != word[j - 1])});
      if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1]) {
        now[j] = std::min(now[j], before[j - 2] + 1);
      }
    }
    if (*std::min_element(now.begin(), now.end()) > most) return most + 1;
    std::swap(before, last);
    std::swap(last, now);
  }
  const auto mistakes = unfinished ? *std::min_element(last.begin(), last.end()) : last.back();
  return std::min(mistakes, most + 1);
}

double nearness(std::u32string_view typed, std::u32string_view word) {
  const auto shorter = std::min(typed.size(), word.size());
  if (shorter < kShortestPart) return typed == word ? 1 : 0;
  double near = 0;
  const auto beginning = common_beginning(typed, word);
  if (beginning >= kShortestPart) near = 0.35 + 0.5 * share(beginning, shorter);
  const auto overlap = end_and_beginning(typed, word);
  if (overlap >= kShortestPart) near = std::max(near, 0.35 + 0.5 * share(overlap, shorter));
  if (typed.find(word) != std::u32string_view::npos)
    near = std::max(near, 0.5 + 0.5 * share(word.size(), typed.size()));
  if (word.find(typed) != std::u32string_view::npos)
    near = std::max(near, 0.5 + 0.5 * share(typed.size(), word.size()));
  const auto most = shorter / 3;
  const auto mistakes = mistakes_between(typed, word, most, false);
  if (mistakes <= most) near = std::max(near, 1 - share(mistakes, shorter));
  return near;
}

}  // namespace treffpunkt
