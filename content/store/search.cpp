#include <algorithm>
#include <unordered_set>

#include "content/store/cards.h"
#include "content/store/reader.h"
#include "content/store/searched.h"

namespace treffpunkt {
namespace {

constexpr std::int64_t kMostDocuments = 30000;  // that one of several words may lead through
constexpr std::size_t kMostWords = 6;           // of what was typed; more make no difference to anybody
constexpr std::size_t kMostCandidates = 300;    // ranked
constexpr std::size_t kMostOver = 200;          // single dates that are over, before their range is left
constexpr std::size_t kMostLookedAt = 2000;     // rows that may turn out to be over or for another kiosk

// Found by a name in some way that the names, compared as a whole, do not show ("irharburg" for "IR-Harburg"); found
// by its texts alone.
constexpr int kRankInName = 8, kRankInText = 9;

struct Candidate {
  std::int64_t number = 0;
  int rank = 0;            // less is better
  std::int64_t order = 0;  // within a rank: soon before later, else the stored order
  bool event = false;
  std::size_t turn = 0;  // place among those of its rank and kind
};

struct Request {
  Typed typed;
  std::string match;  // FTS5's query: all words, each as any of the terms it may stand for
  std::string language;
  Instant now;
  std::string site;
};

// One word may stand for whatever it begins. Of several, a short one would stand for half of all words: it must be
// there as it is, and the last one, of which there may be more to come, only helps to rank. A word that is nowhere is
// taken for those that it may have been meant for; `words` then holds the likeliest, `understood` all of them.
// Empty: nothing to find.
std::vector<std::vector<std::string>> terms_of(Terms& terms, std::vector<FoldedWord>& words,
                                               std::vector<std::string>& understood) {
  std::vector<std::vector<std::string>> found;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_short = words.size() > 1 && count_characters(words[i].plain) < kShortestEnding;
    if (is_short) {
      auto exact = i + 1 < words.size() ? terms.exact(words[i]) : std::vector<std::string>();
      if (!exact.empty()) found.push_back(std::move(exact));
      continue;
    }
    found.push_back(terms.expand(words[i], words.size() > 1 ? kMostDocuments : INT64_MAX));
    if (!found.back().empty()) {
      understood.push_back(words[i].plain);
      continue;
    }
    found.back() = terms.meant(words[i]);
    if (found.back().empty()) return {};
    words[i] = {found.back().front(), ""};
    understood.insert(understood.end(), found.back().begin(), found.back().end());
  }
  // Short words alone: the first one is typed to its end at least.
  if (found.empty()) {
    found.push_back(terms.expand(words.front(), kMostDocuments));
    understood.push_back(words.front().plain);
  }
  return found.front().empty() ? std::vector<std::vector<std::string>>() : found;
}

// Terms are letters and digits only, so nothing in them has a meaning to FTS5 once they are quoted.
std::string match_of(const std::vector<std::vector<std::string>>& words) {
  std::string match;
  for (const auto& terms : words) {
    match += match.empty() ? "(" : " AND (";
    for (std::size_t i = 0; i < terms.size(); ++i) match += (i == 0 ? "\"" : " OR \"") + terms[i] + "\"";
    match += ')';
  }
  return match;
}

// The reader's language first, and a beginning before the middle of a word.
int rank_of(const NameRank& names) {
  switch (names.own) {
    case NameMatch::exact:
      return 0;
    case NameMatch::beginning:
      return 1;
    case NameMatch::words:
      return 2;
    default:
      break;
  }
  switch (names.other) {
    case NameMatch::exact:
      return 3;
    case NameMatch::beginning:
      return 4;
    case NameMatch::words:
      return 5;
    default:
      break;
  }
  if (names.own == NameMatch::inside) return 6;
  return names.other == NameMatch::inside ? 7 : kRankInName;
}

// Where events with a single date begin, and where those of them that are not over.
struct Singles {
  std::int64_t from = 0, alive = 0;
};

Singles singles_at(Database& database, std::int64_t from, Instant now) {
  auto statement = database.prepare("SELECT number FROM searched WHERE ends>?1 ORDER BY ends, number LIMIT 1");
  statement.bind(1, seconds_of(now));
  return {from, statement.next() ? statement.integer(0) : kNever};
}

class Candidates {
 public:
  Candidates(Database& database, const Request& request, const Singles& singles)
      : database_(database),
        request_(request),
        singles_(singles),
        times_(database.prepare("SELECT times FROM search_times WHERE number=?1")),
        here_(database.prepare("SELECT 1 FROM item_site WHERE item=?1 AND site=?2")) {}

  // All whose name matches, half of the room for what lasts.
  void take_named() { take("search_name", kMostCandidates / 2, kMostCandidates); }

  // Those whose texts match: among them only the stored order counts, so that no more are needed than are shown, but
  // that repeated events find their place by their next date.
  void take_mentioned(std::size_t shown) {
    const auto lasting = std::min(candidates_.size() + 2 * shown, kMostCandidates);
    take("search_text", lasting, std::min(lasting + shown, kMostCandidates));
  }

  std::size_t size() const { return candidates_.size(); }

  // The best first; in each rank events and what lasts take turns.
  std::vector<std::int64_t> best(std::size_t limit) {
    auto& all = candidates_;
    std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
      return std::tie(a.rank, a.event, a.order, a.number) < std::tie(b.rank, b.event, b.order, b.number);
    });
    for (std::size_t i = 1; i < all.size(); ++i) {
      const bool goes_on = all[i].rank == all[i - 1].rank && all[i].event == all[i - 1].event;
      all[i].turn = goes_on ? all[i - 1].turn + 1 : 0;
    }
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
      return std::tie(a.rank, a.turn) < std::tie(b.rank, b.turn);
    });
    std::vector<std::int64_t> numbers;
    for (std::size_t i = 0; i < std::min(limit, all.size()); ++i) numbers.push_back(all[i].number);
    return numbers;
  }

 private:
  // In the stored order: until `lasting` are known, events with one date until `most` are, those of them that are over
  // passed by. Opening an index costs more than some steps in it, so the second way in is taken only if the first one
  // does not lead there.
  void take(std::string_view index, std::size_t lasting, std::size_t most) {
    auto found = matches(index, 0);
    std::size_t looked = 0, over = 0;
    bool arrived = true;
    while (arrived && candidates_.size() < most && looked < kMostLookedAt && found.next()) {
      const auto number = found.integer(0);
      if (number >= singles_.from && number < singles_.alive) {
        arrived = ++over < kMostOver;
      } else {
        arrived = number >= singles_.from || candidates_.size() < lasting;
        if (arrived) consider(found);
        ++looked;
      }
    }
    if (arrived && looked < kMostLookedAt) return;
    auto single = matches(index, singles_.alive);
    for (looked = 0; candidates_.size() < most && looked < kMostLookedAt && single.next(); ++looked) {
      consider(single);
    }
  }

  // Rows are number, type, starts, everywhere, item and, of those found by name, names.
  Statement matches(std::string_view index, std::int64_t from) {
    const std::string name(index);
    const bool named = index == "search_name";
    auto found = database_.prepare("SELECT s.number, s.type, s.starts, s.everywhere, s.item" +
                                   std::string(named ? ", n.names" : ", NULL") + " FROM " + name +
                                   " f CROSS JOIN searched s ON s.number=f.rowid" +
                                   (named ? " CROSS JOIN search_names n ON n.number=f.rowid" : "") + " WHERE " + name +
                                   " MATCH ?1 AND f.rowid>=?2 ORDER BY f.rowid");
    found.bind(1, request_.match).bind(2, from);
    return found;
  }

  void consider(const Statement& row) {
    Candidate candidate{.number = row.integer(0)};
    if (!seen_.insert(candidate.number).second) return;
    candidate.event = row.integer(1) == static_cast<std::int64_t>(SearchHit::Type::event);
    if (candidate.event) {
      const auto next = row.is_null(2) ? next_date(candidate.number) : std::optional(row.integer(2));
      if (!next) return;
      candidate.order = *next;
    }
    if (row.integer(3) == 0 && !is_here(row.integer(4))) return;
    candidate.rank = row.is_null(5) ? kRankInText : rank_by_name(row.text(5));
    candidates_.push_back(candidate);
  }

  std::optional<std::int64_t> next_date(std::int64_t number) {
    std::optional<std::int64_t> next;
    times_.bind(1, number);
    while (times_.next()) {
      if (const auto start = next_time(times_.text(0), request_.now)) next = seconds_of(*start);
    }
    return next;
  }

  int rank_by_name(std::string_view names) const {
    return rank_of(rank_names(names, request_.typed, request_.language));
  }

  bool is_here(std::int64_t item) {
    bool here = false;
    here_.bind(1, item).bind(2, request_.site);
    while (here_.next()) here = true;
    return here;
  }

  Database& database_;
  const Request& request_;
  Singles singles_;
  Statement times_, here_;
  std::unordered_set<std::int64_t> seen_;
  std::vector<Candidate> candidates_;
};

void add_next_date(Statement& dates, std::int64_t item, Instant now, SearchHit& hit) {
  dates.bind(1, item).bind(2, seconds_of(now));
  while (dates.next()) {
    const bool cancelled = dates.integer(2) == static_cast<std::int64_t>(EventStatus::cancelled);
    if (hit.next_start && cancelled) continue;
    hit.next_start = instant_of(dates.integer(0));
    hit.next_local_start = local_time_of(dates.integer(1));
    hit.next_is_cancelled = cancelled;
    if (!cancelled) break;
  }
  dates.reset();
}

std::vector<SearchHit> hits_of(Database& database, const std::vector<std::int64_t>& numbers, Instant now) {
  auto card = database.prepare(
      "SELECT c.card, s.type, s.item FROM search_card c CROSS JOIN searched s ON s.number=c.number WHERE c.number=?1");
  auto dates = database.prepare(
      "SELECT start_utc, start_local, status FROM occurrence WHERE event=?1 AND end_utc>?2 ORDER BY number");
  std::vector<SearchHit> hits;
  for (const auto number : numbers) {
    card.bind(1, number);
    while (card.next()) {
      SearchHit hit;
      if (!read_card(card.text(0), hit)) database.keep_failure("the card of a search result cannot be read");
      hit.type = static_cast<SearchHit::Type>(std::clamp<std::int64_t>(card.integer(1), 0, 4));
      const auto item = card.integer(2);
      if (hit.type == SearchHit::Type::event) add_next_date(dates, item, now, hit);
      hits.push_back(std::move(hit));
    }
  }
  return hits;
}

}  // namespace

Result<Found> Store::search(std::string_view typed, std::string_view language, Instant now, std::string_view site,
                            std::size_t limit) const {
  auto& database = *impl_->database;
  Found found;
  Folder folder;
  auto words = folder.words(typed.substr(0, 400));
  if (words.empty() || limit == 0) return found;
  words.resize(std::min(words.size(), kMostWords));
  if (!impl_->terms) impl_->terms = std::make_unique<Terms>(database);
  const auto terms = terms_of(*impl_->terms, words, found.words);
  if (terms.empty()) return answer(database, Found{});
  const Request request{comparable(words), match_of(terms), std::string(language), now, std::string(site)};
  Candidates candidates(database, request, singles_at(database, impl_->single_from, now));
  candidates.take_named();
  if (candidates.size() < limit) candidates.take_mentioned(limit);
  found.hits = hits_of(database, candidates.best(limit), now);
  return answer(database, std::move(found));
}

}  // namespace treffpunkt
