#include "content/store/marks.h"

#include <algorithm>

#include "content/store/terms.h"

namespace treffpunkt {
namespace {

struct Spelled {
  std::string folded;                     // one spelling for ü and ue; words apart by a space
  std::vector<std::size_t> begins, ends;  // of the character that each byte of it came from, in the text
};

std::size_t length_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return end - at;
}

void add(Spelled& spelled, std::string_view bytes, std::size_t begin, std::size_t end) {
  for (const char byte : bytes) {
    const char before = spelled.folded.empty() ? ' ' : spelled.folded.back();
    if (byte == 'e' && (before == 'a' || before == 'o' || before == 'u')) {
      spelled.ends.back() = end;
      continue;
    }
    spelled.folded += byte;
    spelled.begins.push_back(begin);
    spelled.ends.push_back(end);
  }
}

Spelled spell(std::string_view text, Folder& folder) {
  Spelled spelled;
  for (std::size_t at = 0; at < text.size();) {
    const auto length = length_at(text, at);
    const auto character = folder.words(text.substr(at, length));
    if (!character.empty()) {
      add(spelled, character.front().plain, at, at + length);
    } else if (folder.words("a" + std::string(text.substr(at, length)) + "a").size() > 1) {
      add(spelled, " ", at, at + length);
    } else if (!spelled.ends.empty()) {
      spelled.ends.back() = at + length;  // a mark belongs to the letter before it
    }
    at += length;
  }
  return spelled;
}

using Ranges = std::vector<std::pair<std::size_t, std::size_t>>;

void find(const Spelled& spelled, const std::string& word, bool inside, Ranges& ranges) {
  if (word.empty()) return;
  for (auto at = spelled.folded.find(word); at != std::string::npos; at = spelled.folded.find(word, at + 1)) {
    const bool begins = at == 0 || spelled.folded[at - 1] == ' ';
    if (inside != begins) ranges.emplace_back(spelled.begins[at], spelled.ends[at + word.size() - 1]);
  }
}

}  // namespace

Ranges find_marks(std::string_view text, const std::vector<std::string>& words, Folder& folder) {
  const auto spelled = spell(text, folder);
  Ranges ranges, joined;
  for (const auto& word : words) {
    const auto folded = without_e_after_vowel(word);
    const auto known = ranges.size();
    find(spelled, folded, false, ranges);
    if (ranges.size() == known && count_characters(folded) >= kShortestEnding) find(spelled, folded, true, ranges);
  }
  std::sort(ranges.begin(), ranges.end());
  for (const auto& range : ranges) {
    if (!joined.empty() && range.first <= joined.back().second) {
      joined.back().second = std::max(joined.back().second, range.second);
    } else {
      joined.push_back(range);
    }
  }
  return joined;
}

}  // namespace treffpunkt
