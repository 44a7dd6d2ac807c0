#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "content/store/bytes.h"
#include "content/store/terms.h"
#include "content/store/write_search.h"

namespace treffpunkt {
namespace {

// A word or an ending of one, and the word's number.
struct Ending {
  std::string_view text;
  std::uint32_t term;

  bool operator<(const Ending& other) const { return text != other.text ? text < other.text : term < other.term; }
};

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Where the character after the one at `at` begins.
std::size_t next_character(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && is_continuation(text[at])) ++at;
  return at;
}

std::vector<std::string> write_vocabulary(Database& database) {
  database.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, search_text, row)");
  std::vector<std::string> terms;
  {
    auto insert = database.prepare("INSERT INTO term VALUES(?,?,?)");
    auto all = database.prepare("SELECT term, doc FROM temp.vocabulary ORDER BY doc DESC, term");
    while (all.next()) {
      terms.emplace_back(all.text(0));
      insert.bind(1, static_cast<std::int64_t>(terms.size())).bind(2, all.text(0)).bind(3, all.integer(1)).run();
    }
  }
  database.execute("DROP TABLE temp.vocabulary");
  return terms;
}

std::vector<Ending> beginnings_of(const std::vector<std::string>& terms) {
  std::vector<Ending> entries;
  for (std::size_t i = 0; i < terms.size(); ++i) entries.push_back({terms[i], static_cast<std::uint32_t>(i + 1)});
  std::sort(entries.begin(), entries.end());
  return entries;
}

std::vector<Ending> endings_of(const std::vector<std::string>& terms) {
  std::vector<Ending> entries;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const std::string_view term = terms[i];
    // Nobody looks for the middle of a number.
    if (term[0] >= '0' && term[0] <= '9') continue;
    std::size_t left = 0;  // characters
    for (const char c : term) left += !is_continuation(c);
    for (auto at = next_character(term, 0); left > kShortestEnding; at = next_character(term, at), --left) {
      entries.push_back({term.substr(at), static_cast<std::uint32_t>(i + 1)});
    }
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

// Beginnings that more than kWide entries share: their most frequent words, found without looking at all.
class WideWriter {
 public:
  WideWriter(Database& database, std::int64_t kind)
      : insert_(database.prepare("INSERT INTO wide VALUES(?,?,?)")), kind_(kind) {}

  // `entries` share their first `shared` bytes.
  void write(std::span<const Ending> entries, std::size_t shared) {
    while (!entries.empty()) {
      const auto text = entries.front().text;
      if (text.size() <= shared) {  // the entry that is just what is shared
        entries = entries.subspan(1);
        continue;
      }
      const auto length = next_character(text, shared);
      const auto beginning = text.substr(0, length);
      const auto end = std::partition_point(entries.begin(), entries.end(),
                                            [&](const Ending& entry) { return entry.text.starts_with(beginning); });
      const auto count = static_cast<std::size_t>(end - entries.begin());
      if (count > kWide) {
        write_one(beginning, entries.first(count));
        write(entries.first(count), length);
      }
      entries = entries.subspan(count);
    }
  }

 private:
  void write_one(std::string_view beginning, std::span<const Ending> entries) {
    std::vector<std::uint32_t> terms;
    for (const auto& entry : entries) terms.push_back(entry.term);
    const auto most = std::min(terms.size(), 2 * kMostTerms);  // an ending can stand twice in a word
    std::partial_sort(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(most), terms.end());
    terms.erase(std::unique(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(most)), terms.end());
    terms.resize(std::min(terms.size(), kMostTerms));
    std::string bytes;
    for (const auto term : terms) append_number(bytes, static_cast<std::int32_t>(term));
    insert_.bind(1, kind_).bind(2, beginning).bind_blob(3, bytes).run();
  }

  Statement insert_;
  std::int64_t kind_;
};

}  // namespace

void write_terms(Database& database) {
  const auto terms = write_vocabulary(database);
  WideWriter(database, kBeginnings).write(beginnings_of(terms), 0);
  const auto endings = endings_of(terms);
  WideWriter(database, kEndings).write(endings, 0);
  auto insert = database.prepare("INSERT INTO ending VALUES(?,?)");
  for (const auto& entry : endings) insert.bind(1, entry.text).bind(2, std::int64_t{entry.term}).run();
}

}  // namespace treffpunkt
