// bench-search FOLDER: what visitors type, letter by letter, searched in the store that bench-store made and in the
// bare FTS5 table beside it (its words, the last one a prefix, in bm25 order). Prints how long the answers took.

#include <cstdio>
#include <filesystem>

#include "bench/bare_database.h"
#include "bench/spread.h"
#include "bench/synthetic.h"
#include "bench/synthetic_words.h"
#include "content/store/store.h"

namespace {

using namespace treffpunkt;
namespace fs = std::filesystem;

constexpr std::size_t kHits = 20;
constexpr int kRounds = 5;
// A bare query can take a hundred times as long.
constexpr int kBareRounds = 3;

std::string match_of(std::string_view typed) {
  std::string match = "\"";
  for (const char c : typed) {
    if (c == ' ') {
      match += "\" \"";
    } else if (c != '"') {
      match += c;
    }
  }
  return match + "\" *";
}

class BareSearch {
 public:
  explicit BareSearch(const fs::path& file)
      : database_(file.string()),
        query_(database_.prepare("SELECT rowid FROM item WHERE item MATCH ? ORDER BY rank LIMIT 20")) {}

  std::size_t search(std::string_view typed) {
    const auto match = match_of(typed);
    bench::BareDatabase::bind(query_, 1, match);
    std::size_t hits = 0;
    while (database_.step(query_)) ++hits;
    sqlite3_reset(query_.get());
    return hits;
  }

 private:
  bench::BareDatabase database_;
  bench::BareDatabase::Statement query_;
};

nlohmann::json with_slowest(const bench::Times& times, const std::vector<std::string>& queries) {
  auto json = times.json();
  json["slowest"] = queries[times.slowest()];
  return json;
}

}  // namespace

int main(int count, char** values) {
  if (count != 2) {
    std::fprintf(stderr, "usage: bench-search FOLDER\n");
    return 2;
  }
  const fs::path folder = values[1];
  const auto queries = bench::typed_queries();
  bool failed = false;
  std::optional<Store> store;
  const auto ask = [&](const std::string& typed) {
    const auto found = store->search(typed, "de", bench::kSyntheticNow, "", kHits);
    if (!found) std::fprintf(stderr, "bench-search: \"%s\": %s\n", typed.c_str(), found.error().message.c_str());
    failed = failed || !found;
    return found ? found->hits.size() : 0;
  };

  const double first_ms = bench::timed([&] {
    auto opened = Store::open(folder / "generations" / "1" / "content.db");
    if (opened) store = std::move(*opened);
    failed = !store;
    if (store) ask("deutschkurs");
  });
  if (!store) {
    std::fprintf(stderr, "bench-search: no store in %s\n", folder.c_str());
    return 1;
  }
  BareSearch bare(folder / "bare.db");
  bench::Times times, bare_times;
  std::size_t with_hits = 0;
  for (const auto& typed : queries) {
    std::size_t hits = 0;
    times.measure(kRounds, [&] { hits = ask(typed); });
    with_hits += hits > 0;
    bare_times.measure(kBareRounds, [&] { bare.search(typed); });
  }
  const nlohmann::json json = {{"queries", queries.size()},
                               {"with_hits", with_hits},
                               {"first_ms", first_ms},
                               {"ms", with_slowest(times, queries)},
                               {"bare_ms", with_slowest(bare_times, queries)}};
  std::printf("%s\n", json.dump().c_str());
  return failed ? 1 : 0;
}
