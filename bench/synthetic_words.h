#pragma once
// Words as content has them: German compounds, names, sentences in six languages, frequent words far more often than
// rare ones. Made up from a seed, so that every run and every machine has the same. Nothing true is said. A value, one
// thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/text.h"

namespace treffpunkt::bench {

// splitmix64.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t roll();
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(roll() % count); }
  bool chance(unsigned percent) { return roll() % 100 < percent; }
  // 0 is the most frequent; how often falls off as in language.
  std::size_t skewed(std::size_t count);

 private:
  std::uint64_t state_;
};

std::string compound(Dice& dice);  // "Nachbarschaftsberatung"
std::string name(Dice& dice);      // "Lorimanek": one of some hundred thousand
std::string sentence(Dice& dice, std::string_view language, std::size_t words);

// German and English always; each of the other languages in half of the texts.
Text title(Dice& dice);
Text prose(Dice& dice, std::size_t words);

// What visitors type, letter by letter: beginnings of compounds, their second halves, several words, other languages,
// names, mistakes.
std::vector<std::string> typed_queries();

}  // namespace treffpunkt::bench
