#pragma once
// What the search knows of an item besides its words: its folded names, to rank by, and its times. One pair of
// functions for writing and reading. Any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/text.h"
#include "content/model/time.h"
#include "content/store/fold.h"

namespace treffpunkt {

// What was typed, as names are compared: each word after a space, two spellings alike.
struct Typed {
  std::string whole;                // " deutschkurs fur anf"
  std::vector<std::string> words;   // " deutschkurs", " fur", " anf": at the beginning of a word
  std::vector<std::string> inside;  // "deutschkurs", "fur", "anf": anywhere; a short one begins a word here too
};
Typed comparable(const std::vector<FoldedWord>& words);

// One line a translation: "de\t deutschkurs fur anfanger\n".
void append_names(std::string& out, const Text& text, Folder& folder);

// How a name matches what was typed, best first.
enum class NameMatch { exact, beginning, words, inside, none };
struct NameRank {
  NameMatch own = NameMatch::none;    // in the reader's language
  NameMatch other = NameMatch::none;  // the best of the other languages
};
NameRank rank_names(std::string_view names, const Typed& typed, std::string_view language);

// Dates of an event in whole minutes, ascending by start.
void append_time(std::string& out, Instant start, Instant end, bool cancelled);

// The start of the next date that is not over at `now`, one that takes place before one that is cancelled.
// nullopt: all are over.
std::optional<Instant> next_time(std::string_view times, Instant now);

}  // namespace treffpunkt
