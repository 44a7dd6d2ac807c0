#include "content/store/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace treffpunkt {
namespace {

// What is left after decomposition and case folding and still is the same letter to people.
constexpr std::array<std::pair<char32_t, std::string_view>, 26> kSame = {{
    {U'ß', "ss"},          {U'æ', "ae"},          {U'ð', "d"},           {U'ø', "o"},
    {U'þ', "th"},          {U'đ', "d"},           {U'ħ', "h"},           {U'ı', "i"},
    {U'ł', "l"},           {U'œ', "oe"},          {U'ŧ', "t"},           {U'ґ', "г"},
    {U'\u0629', "\u0647"},                                                // ta marbuta as ha
    {U'\u0649', "\u064A"},                                                // alef maksura as ya
    {U'\u0671', "\u0627"},                                                // alef wasla as alef
    {U'\u0672', "\u0627"}, {U'\u0673', "\u0627"}, {U'\u06A9', "\u0643"},  // Persian kaf
    {U'\u06AA', "\u0643"}, {U'\u06BE', "\u0647"},                         // ha doachashmee
    {U'\u06C0', "\u0647"}, {U'\u06C1', "\u0647"}, {U'\u06C3', "\u0647"}, {U'\u06D5', "\u0647"},
    {U'\u06CC', "\u064A"},  // Persian ya
    {U'\u06D2', "\u064A"},
}};

constexpr std::size_t kMostJoined = 4;  // words in one hyphened word
constexpr char32_t kTatweel = 0x0640;
constexpr char32_t kDiaeresis = 0x0308;

bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'`' || c == U'´' || c == 0x2018 || c == 0x2019 || (c >= 0x02BB && c <= 0x02BD) ||
         c == 0x02BC;
}

bool is_hyphen(char32_t c) { return c == U'-' || c == 0x2010 || c == 0x2011; }

void append(std::string& out, char32_t c) { icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(out); }

void append_same(std::string& out, char32_t c) {
  const auto same = std::find_if(kSame.begin(), kSame.end(), [&](const auto& entry) { return entry.first == c; });
  if (same != kSame.end()) {
    out += same->second;
  } else {
    append(out, c);
  }
}

bool is_vowel_with_umlaut(std::string_view letter) { return letter == "a" || letter == "o" || letter == "u"; }

// Accents go; the signs of Indic and Thai scripts that spell vowels have no combining class (9 joins letters) and stay.
bool is_mark(char32_t c) {
  const auto combining = u_getCombiningClass(static_cast<UChar32>(c));
  return combining != 0 && combining != 9;
}

bool is_word_character(char32_t c) {
  constexpr auto kWord = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & kWord) != 0;
}

// The word being read, in both spellings.
struct Collected {
  FoldedWord word;
  int length = 0;
  bool bare = false;  // the last letter has had no diaeresis yet

  void add(const std::string& plain, const std::string& expanded) {
    if (length >= Folder::kLongestWord) return;
    ++length;
    bare = expanded.empty();
    if (!expanded.empty() && word.expanded.empty()) word.expanded = word.plain;
    const bool differs = !word.expanded.empty() || !expanded.empty();
    word.plain += plain;
    if (differs) word.expanded += expanded.empty() ? plain : expanded;
  }

  // A diaeresis written as a character of its own, after its vowel.
  void widen() {
    if (!std::exchange(bare, false) || !is_vowel_with_umlaut(word.plain.substr(word.plain.size() - 1))) return;
    if (word.expanded.empty()) word.expanded = word.plain;
    word.expanded += 'e';
  }
};

}  // namespace

void Folder::fold_letter(char32_t c, Character& entry) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString parts(static_cast<UChar32>(c));
  if (U_SUCCESS(status)) parts = normalizer->normalize(parts, status);
  bool umlaut = c == U'ø' || c == U'Ø';
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const auto part = static_cast<char32_t>(parts.char32At(i));
    umlaut |= part == kDiaeresis && is_vowel_with_umlaut(entry.folded);
    if (is_mark(part)) continue;
    const auto digit = u_charDigitValue(static_cast<UChar32>(part));
    if (digit >= 0) {
      entry.folded += static_cast<char>('0' + digit);
    } else if (is_word_character(part)) {
      append_same(entry.folded, static_cast<char32_t>(u_foldCase(static_cast<UChar32>(part), U_FOLD_CASE_DEFAULT)));
    }
  }
  if (umlaut) entry.expanded = entry.folded + "e";
}

const Folder::Character& Folder::look_up(char32_t c) {
  const bool near = c < near_.size();
  if (near && near_[c] != nullptr) return *near_[c];
  const auto [found, fresh] = known_.try_emplace(c);
  auto& entry = found->second;
  if (near) near_[c] = &entry;
  if (!fresh) return entry;
  if (is_hyphen(c)) {
    entry.kind = Character::Kind::hyphen;
  } else if (c == kDiaeresis) {
    entry.kind = Character::Kind::diaeresis;
  } else if (c == kTatweel || is_apostrophe(c) || is_mark(c) ||
             u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
    entry.kind = Character::Kind::ignored;
  } else if (is_word_character(c)) {
    fold_letter(c, entry);
    if (!entry.folded.empty()) entry.kind = Character::Kind::word;
  }
  return entry;
}

std::vector<FoldedWord> Folder::words(std::string_view text, bool join_hyphened) {
  std::vector<FoldedWord> words;
  Collected current;
  std::optional<std::size_t> chain;  // the first word of a hyphened one
  const auto end_word = [&] {
    if (!current.word.plain.empty()) words.push_back(std::move(current.word));
    current = {};
  };
  const auto end_chain = [&] {
    if (chain && join_hyphened && words.size() > *chain + 1 && words.size() <= *chain + kMostJoined) {
      Collected joined;
      for (auto i = *chain; i < words.size(); ++i) joined.add(words[i].plain, words[i].expanded);
      words.push_back(std::move(joined.word));
    }
    chain.reset();
  };
  const auto size = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), INT32_MAX));
  for (std::int32_t i = 0; i < size;) {
    UChar32 code = 0;
    U8_NEXT(text.data(), i, size, code);
    const auto& character = look_up(code < 0 ? U' ' : static_cast<char32_t>(code));
    switch (character.kind) {
      case Character::Kind::word:
        current.add(character.folded, character.expanded);
        break;
      case Character::Kind::diaeresis:
        current.widen();
        break;
      case Character::Kind::ignored:
        break;
      case Character::Kind::hyphen:
        if (!current.word.plain.empty() && !chain) chain = words.size();
        end_word();
        break;
      case Character::Kind::separator:
        end_word();
        end_chain();
        break;
    }
  }
  end_word();
  end_chain();
  return words;
}

std::vector<std::string> FoldedWord::forms() const {
  std::vector<std::string> forms{plain};
  if (!expanded.empty()) forms.push_back(expanded);
  auto shortened = without_e_after_vowel(plain);
  if (shortened != plain) forms.push_back(std::move(shortened));
  return forms;
}

std::string without_e_after_vowel(std::string_view folded) {
  std::string out;
  out.reserve(folded.size());
  for (std::size_t i = 0; i < folded.size(); ++i) {
    out += folded[i];
    if (i + 1 < folded.size() && folded[i + 1] == 'e' && is_vowel_with_umlaut(folded.substr(i, 1))) ++i;
  }
  return out;
}

}  // namespace treffpunkt
