// bench-store ITEMS FOLDER: makes FOLDER a state directory with a store of the synthetic feed, and beside it bare.db
// (the same texts in a bare FTS5 table) and lines.db (the same JSON lines in a bare table). Prints how long each took.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "bench/bare_database.h"
#include "bench/spread.h"
#include "bench/synthetic.h"
#include "content/json/item_json.h"
#include "content/store/build.h"

namespace {

using namespace treffpunkt;
namespace fs = std::filesystem;

void insert_lines(const fs::path& file, std::string_view content) {
  bench::BareDatabase database(file.string());
  database.execute("CREATE TABLE item(number INTEGER PRIMARY KEY, json TEXT NOT NULL); BEGIN");
  const auto insert = database.prepare("INSERT INTO item(json) VALUES(?)");
  while (!content.empty()) {
    const auto line = content.substr(0, content.find('\n'));
    content.remove_prefix(line.size() + 1);
    bench::BareDatabase::bind(insert, 1, line);
    database.step(insert);
    sqlite3_reset(insert.get());
  }
  database.execute("COMMIT");
}

void append(std::string& out, const Text& text) {
  for (const auto& [language, translation] : text.translations) out += translation.text + '\n';
}

struct Words {
  std::string name, text;
};

Words words_of(const AnyItem& item) {
  Words words;
  std::visit(
      [&](const auto& typed) {
        if constexpr (requires { typed.name; }) append(words.name, typed.name);
        if constexpr (requires { typed.title; }) append(words.name, typed.title);
        if constexpr (requires { typed.summary; }) append(words.text, typed.summary);
        if constexpr (requires { typed.description; }) append(words.text, typed.description);
        if constexpr (requires { typed.body; }) append(words.text, typed.body);
      },
      item);
  return words;
}

void insert_words(const fs::path& file, const Feed& feed) {
  bench::BareDatabase database(file.string());
  database.execute("CREATE VIRTUAL TABLE item USING fts5(name, text, tokenize='unicode61 remove_diacritics 2'); BEGIN");
  const auto insert = database.prepare("INSERT INTO item(name, text) VALUES(?,?)");
  for (const auto& item : feed.items) {
    const auto words = words_of(item);
    bench::BareDatabase::bind(insert, 1, words.name);
    bench::BareDatabase::bind(insert, 2, words.text);
    database.step(insert);
    sqlite3_reset(insert.get());
  }
  database.execute("COMMIT");
}

int complain(const Error& error) {
  std::fprintf(stderr, "bench-store: %s\n", error.message.c_str());
  return 1;
}

}  // namespace

int main(int count, char** values) {
  if (count != 3) {
    std::fprintf(stderr, "usage: bench-store ITEMS FOLDER\n");
    return 2;
  }
  const fs::path folder = values[2];
  fs::remove_all(folder);
  const auto generation = folder / "generations" / "1";
  fs::create_directories(generation);
  const auto content = to_ndjson(bench::synthetic_feed({static_cast<std::size_t>(std::atoll(values[1])), 0}));

  Result<Feed> feed = fail("");
  Result<void> built, checked;
  const double read_ms = bench::timed([&] { feed = read_ndjson(content, "content.ndjson"); });
  if (!feed) return complain(feed.error());
  const double build_ms = bench::timed([&] { built = build_store(*feed, generation / "content.db"); });
  if (!built) return complain(built.error());
  const double check_ms = bench::timed([&] { checked = check_store(generation / "content.db"); });
  if (!checked) return complain(checked.error());
  const double lines_ms = bench::timed([&] { insert_lines(folder / "lines.db", content); });
  const double words_ms = bench::timed([&] { insert_words(folder / "bare.db", *feed); });
  std::ofstream(folder / "current") << "1\n";

  const nlohmann::json json = {{"items", feed->items.size()},
                               {"content_bytes", content.size()},
                               {"store_bytes", fs::file_size(generation / "content.db")},
                               {"read_ms", read_ms},
                               {"build_ms", build_ms},
                               {"check_ms", check_ms},
                               {"bare_insert_ms", lines_ms},
                               {"bare_fts_ms", words_ms}};
  std::printf("%s\n", json.dump().c_str());
  return 0;
}
