#include "content/store/terms.h"

#include <algorithm>

#include "content/store/bytes.h"
#include "content/store/nearness.h"
#include "content/store/schema.h"

namespace treffpunkt {
namespace {

constexpr std::size_t kOneMistake = 5, kTwoMistakes = 8;  // are forgiven in words of so many letters

// Numbers ascend as words get rarer.
void keep_most_frequent(std::vector<std::uint32_t>& terms) {
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
}

void add_new(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from, std::size_t most) {
  for (const auto term : from) {
    if (to.size() >= most) return;
    if (std::find(to.begin(), to.end(), term) == to.end()) to.push_back(term);
  }
}

std::string without_first(const std::string& word) {
  std::size_t end = 1;
  while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) ++end;
  return word.substr(std::min(end, word.size()));
}

}  // namespace

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

Terms::Terms(Database& database)
    : exact_(database.prepare("SELECT number FROM term WHERE term=?")),
      wide_(database.prepare("SELECT terms FROM wide WHERE kind=? AND beginning=?")),
      beginning_(database.prepare("SELECT number FROM term WHERE term>=? AND term<?")),
      ending_(database.prepare("SELECT term FROM ending WHERE ending>=? AND ending<?")),
      text_(database.prepare("SELECT term, documents FROM term WHERE number=?")),
      words_(database.prepare("SELECT term, number FROM term WHERE term>=? AND term<?")) {}

void Terms::collect(Statement& range, std::string_view form, std::int64_t kind, std::vector<std::uint32_t>& out) {
  wide_.bind(1, kind).bind(2, form);
  if (wide_.next()) {
    const auto bytes = wide_.text(0);
    for (std::size_t i = 0; i < count_numbers(bytes); ++i)
      out.push_back(static_cast<std::uint32_t>(number_at(bytes, i)));
    wide_.reset();
    return;
  }
  range.bind(1, form).bind(2, after_all(form));
  while (range.next()) out.push_back(static_cast<std::uint32_t>(range.integer(0)));
}

std::vector<std::uint32_t> Terms::numbers_of(const FoldedWord& typed) {
  std::vector<std::uint32_t> numbers;
  for (const auto& form : typed.forms()) {
    exact_.bind(1, form);
    while (exact_.next()) numbers.push_back(static_cast<std::uint32_t>(exact_.integer(0)));
  }
  return numbers;
}

std::vector<std::string> Terms::exact(const FoldedWord& typed) {
  std::vector<std::string> words;
  for (const auto number : numbers_of(typed)) {
    text_.bind(1, number);
    while (text_.next()) words.emplace_back(text_.text(0));
  }
  return words;
}

void Terms::collect_meant(std::string_view from, std::string_view to, const std::u32string& typed, std::size_t& most,
                          std::vector<std::uint32_t>& out) {
  words_.bind(1, from).bind(2, to);
  while (words_.next()) {
    const auto mistakes = mistakes_between(typed, letters_of(words_.text(0)), most, true);
    if (mistakes > most) continue;
    if (mistakes < most) out.clear();
    most = mistakes;
    out.push_back(static_cast<std::uint32_t>(words_.integer(1)));
  }
}

// Few get the first letter wrong, and a short word would find anything: for long ones, another letter first, one too
// many, or the first two exchanged. The rest of the word leads there without a look at the whole vocabulary.
std::vector<std::uint32_t> Terms::with_another_beginning(const std::u32string& typed, const std::string& rest) {
  std::vector<std::uint32_t> candidates, numbers;
  collect(ending_, rest, kEndings, candidates);
  collect(ending_, without_first(rest), kEndings, candidates);
  collect(beginning_, rest, kBeginnings, candidates);
  for (const auto number : candidates) {
    text_.bind(1, number);
    while (text_.next()) {
      if (mistakes_between(typed, letters_of(text_.text(0)), 1, true) <= 1) numbers.push_back(number);
    }
  }
  return numbers;
}

std::vector<std::string> Terms::meant(const FoldedWord& typed) {
  const auto letters = letters_of(typed.plain);
  if (letters.size() < kOneMistake || (typed.plain[0] >= '0' && typed.plain[0] <= '9')) return {};
  const bool is_long = letters.size() >= kTwoMistakes;
  std::size_t most = is_long ? 2 : 1;
  std::vector<std::uint32_t> numbers;
  const auto rest = without_first(typed.plain);
  const auto letter = typed.plain.substr(0, typed.plain.size() - rest.size());
  collect_meant(letter, after_all(letter), letters, most, numbers);
  if (numbers.empty() && is_long) numbers = with_another_beginning(letters, rest);
  keep_most_frequent(numbers);
  numbers.resize(std::min(numbers.size(), kMostMeant));
  std::vector<std::string> words;
  for (const auto number : numbers) {
    text_.bind(1, number);
    while (text_.next()) words.emplace_back(text_.text(0));
  }
  return words;
}

std::vector<std::string> Terms::expand(const FoldedWord& typed, std::int64_t most_documents) {
  const auto exact = numbers_of(typed);
  std::vector<std::uint32_t> beginnings, endings;
  for (const auto& form : typed.forms()) {
    collect(beginning_, form, kBeginnings, beginnings);
    if (count_characters(form) >= kShortestEnding) collect(ending_, form, kEndings, endings);
  }
  keep_most_frequent(beginnings);
  keep_most_frequent(endings);
  std::vector<std::uint32_t> chosen;
  add_new(chosen, exact, kMostTerms);
  add_new(chosen, beginnings, kMostTerms - std::min(endings.size(), kMostEndings));
  add_new(chosen, endings, kMostTerms);
  add_new(chosen, beginnings, kMostTerms);

  std::vector<std::string> words;
  std::int64_t documents = 0;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    text_.bind(1, chosen[i]);
    while (text_.next()) {
      const auto more = text_.integer(1);
      if (i >= exact.size() && documents + more > most_documents) continue;
      documents += more;
      words.emplace_back(text_.text(0));
    }
  }
  return words;
}

}  // namespace treffpunkt
