#pragma once
// Words as the search compares them: without case, marks and the many ways to write the same letter.
//
// "Führerschein", "fuhrerschein" and "Fuehrerschein" share a form; so do "İş", "iş" and "is", "Straße" and "strasse",
// and the Arabic spellings that differ in hamza, ya, ta marbuta, kaf, vowel signs and tatweel. A Folder remembers the
// characters it has seen and so is cheap for long texts; one thread at a time.

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace treffpunkt {

struct FoldedWord {
  std::string plain;     // "fuhrerschein": marks left out
  std::string expanded;  // "fuehrerschein": umlauts as two letters; empty if there are none

  // The forms under which the word is indexed and looked for, each once: plain, expanded, and, where somebody wrote
  // ae, oe or ue, that as one letter.
  std::vector<std::string> forms() const;
};

class Folder {
 public:
  Folder() = default;
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  // The words of any text, invalid UTF-8 included, each cut after kLongestWord characters. Parts of hyphened
  // words come singly and, after them, as one if `join_hyphened`.
  std::vector<FoldedWord> words(std::string_view text, bool join_hyphened = false);

  static constexpr int kLongestWord = 40;

 private:
  struct Character {
    enum class Kind { word, separator, hyphen, ignored, diaeresis } kind = Kind::separator;
    std::string folded;    // of words' characters
    std::string expanded;  // if it differs: "ue" of "ü"
  };
  const Character& look_up(char32_t character);
  static void fold_letter(char32_t character, Character& entry);

  std::unordered_map<char32_t, Character> known_;
  std::array<const Character*, 0x800> near_{};  // the same, of the scripts that are read most, without a search
};

// ae, oe, ue as a, o, u: two spellings of one word compare equal.
std::string without_e_after_vowel(std::string_view folded);

}  // namespace treffpunkt
