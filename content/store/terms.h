#pragma once
// Which words of the index a typed word may stand for. One thread, that of its Database.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "content/store/database.h"
#include "content/store/fold.h"

namespace treffpunkt {

inline constexpr std::size_t kMostTerms = 64;      // that one typed word stands for
inline constexpr std::size_t kMostEndings = 24;    // of them at most, if there are enough beginnings
inline constexpr std::size_t kShortestEnding = 3;  // characters: "urs" of "kurs" is looked for, "rs" is not
inline constexpr std::size_t kWide = 256;          // more words than this with one beginning are listed beforehand
inline constexpr std::size_t kMostMeant = 16;      // that a word with mistakes stands for
inline constexpr std::int64_t kBeginnings = 0, kEndings = 1;  // wide.kind

std::size_t count_characters(std::string_view text);

class Terms {
 public:
  explicit Terms(Database& database);

  // The words that are the typed one, begin with it or, from kShortestEnding characters on, have it inside; in this
  // order, the more frequent first. Those that would bring the sum of documents above `most_documents` are left out,
  // but never the typed word itself. Empty: no item has such a word.
  std::vector<std::string> expand(const FoldedWord& typed, std::int64_t most_documents);

  // Only the typed word itself, in its spellings.
  std::vector<std::string> exact(const FoldedWord& typed);

  // The words that the typed one may have been meant for: one mistake in five letters, two in eight. The likeliest
  // first, all with equally many mistakes. Reads a letter's part of the vocabulary: for words that expand() does not find.
  std::vector<std::string> meant(const FoldedWord& typed);

 private:
  std::vector<std::uint32_t> numbers_of(const FoldedWord& typed);
  void collect_meant(std::string_view from, std::string_view to, const std::u32string& typed, std::size_t& most,
                     std::vector<std::uint32_t>& out);
  std::vector<std::uint32_t> with_another_beginning(const std::u32string& typed, const std::string& rest);
  void collect(Statement& range, std::string_view form, std::int64_t kind, std::vector<std::uint32_t>& out);

  Statement exact_, wide_, beginning_, ending_, text_, words_;
};

}  // namespace treffpunkt
