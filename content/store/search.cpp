#include <algorithm>
#include <unordered_set>

#include "content/store/cards.h"
#include "content/store/reader.h"
#include "content/store/searched.h"

namespace treffpunkt {
namespace {

constexpr std::size_t kMostWords = 6;         // of what was typed; more make no difference to anybody
constexpr std::size_t kMostCandidates = 500;  // ranked
constexpr std::size_t kMostLookedAt = 2000;   // rows that may turn out to be over or for another kiosk

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
int rank_of(const NameRank& names, int otherwise) {
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
  return names.other == NameMatch::inside ? 7 : otherwise;
}

class Candidates {
 public:
  Candidates(Database& database, const Request& request)
      : database_(database),
        request_(request),
        row_(database.prepare("SELECT type, names, times, everywhere, item FROM searched WHERE number=?1")),
        here_(database.prepare("SELECT 1 FROM item_site WHERE item=?1 AND site=?2")) {}

  // Takes those of an index from number `first` to before `behind`, in the stored order, until `most` are known.
  void take(std::string_view index, std::int64_t first, std::int64_t behind, std::size_t most) {
    const int otherwise = index == "search_name" ? kRankInName : kRankInText;
    const std::string name(index);
    auto found = database_.prepare("SELECT rowid FROM " + name + " WHERE " + name +
                                   " MATCH ?1 AND rowid>=?2 AND rowid<?3 ORDER BY rowid");
    found.bind(1, request_.match).bind(2, first).bind(3, behind);
    for (std::size_t looked = 0; looked < kMostLookedAt && candidates_.size() < most && found.next(); ++looked) {
      consider(found.integer(0), otherwise);
    }
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
  void consider(std::int64_t number, int otherwise) {
    if (!seen_.insert(number).second) return;
    row_.bind(1, number);
    while (row_.next()) {
      Candidate candidate{.number = number};
      candidate.event = row_.integer(0) == static_cast<std::int64_t>(SearchHit::Type::event);
      if (candidate.event) {
        const auto next = next_time(row_.text(2), request_.now);
        if (!next) continue;
        candidate.order = seconds_of(*next);
      }
      if (row_.integer(3) == 0 && !is_here(row_.integer(4))) continue;
      candidate.rank = rank_of(rank_names(row_.text(1), request_.typed, request_.language), otherwise);
      candidates_.push_back(candidate);
    }
  }

  bool is_here(std::int64_t item) {
    bool here = false;
    here_.bind(1, item).bind(2, request_.site);
    while (here_.next()) here = true;
    return here;
  }

  Database& database_;
  const Request& request_;
  Statement row_, here_;
  std::unordered_set<std::int64_t> seen_;
  std::vector<Candidate> candidates_;
};

// The first event with one date that is not over.
std::int64_t first_single(Database& database, Instant now) {
  auto statement = database.prepare("SELECT number FROM searched WHERE last_end>?1 ORDER BY last_end, number LIMIT 1");
  statement.bind(1, seconds_of(now));
  return statement.next() ? statement.integer(0) : kNever;
}

void add_next_date(Statement& dates, std::int64_t item, Instant now, SearchHit& hit) {
  dates.bind(1, item).bind(2, seconds_of(now));
  while (dates.next()) {
    const bool cancelled = dates.integer(2) == static_cast<std::int64_t>(EventStatus::cancelled);
    if (hit.next_start && cancelled) continue;
    hit.next_start = instant_of(dates.integer(0));
    hit.next_local_start = local_time_of(dates.integer(1));
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

Result<std::vector<SearchHit>> Store::search(std::string_view typed, std::string_view language, Instant now,
                                             std::string_view site, std::size_t limit) const {
  auto& database = *impl_->database;
  std::vector<SearchHit> hits;
  Folder folder;
  auto words = folder.words(typed.substr(0, 400));
  if (words.empty() || limit == 0) return hits;
  words.resize(std::min(words.size(), kMostWords));
  if (!impl_->terms) impl_->terms = std::make_unique<Terms>(database);
  std::vector<std::vector<std::string>> terms;
  for (const auto& word : words) {
    terms.push_back(impl_->terms->expand(word));
    if (terms.back().empty()) return answer(database, std::move(hits));
  }
  const Request request{comparable(words), match_of(terms), std::string(language), now, std::string(site)};
  Candidates candidates(database, request);
  const auto single = first_single(database, now);
  // Half for what lasts, the rest for single dates; what is only mentioned in a text, if the names leave room.
  for (const std::string_view index : {"search_name", "search_text"}) {
    if (candidates.size() >= limit) break;
    const auto room = kMostCandidates - std::min(candidates.size(), kMostCandidates);
    candidates.take(index, 0, impl_->single_from, candidates.size() + room / 2);
    candidates.take(index, std::max(single, impl_->single_from), kNever, kMostCandidates);
  }
  hits = hits_of(database, candidates.best(limit), now);
  return answer(database, std::move(hits));
}

}  // namespace treffpunkt
