#include "content/store/build.h"
#include "content/store/database.h"
#include "content/store/store.h"

namespace treffpunkt {
namespace {

Result<void> check_pages(Database& database) {
  auto statement = database.prepare("PRAGMA integrity_check(1)");
  std::string found;
  while (statement.next()) found = statement.text(0);
  if (auto failure = database.take_failure()) return tl::make_unexpected(*failure);
  if (found != "ok") return fail("damaged: " + found);
  return {};
}

// FTS5's own check wants to write. Reading the whole index and comparing it with the vocabulary made from it finds the
// same damage.
Result<void> check_index(Database& database) {
  database.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, search_text, row)");
  auto indexed = database.prepare("SELECT count(*), coalesce(sum(doc),0) FROM temp.vocabulary");
  auto listed = database.prepare("SELECT count(*), coalesce(sum(documents),0) FROM term");
  const bool read = indexed.next() && listed.next();
  if (auto failure = database.take_failure()) return tl::make_unexpected(*failure);
  if (!read || indexed.integer(0) != listed.integer(0) || indexed.integer(1) != listed.integer(1)) {
    return fail("damaged: the full-text index and its vocabulary differ");
  }
  return {};
}

// A word that must be found: the first of the vocabulary; empty when there is none.
std::string any_word(Database& database) {
  auto statement = database.prepare("SELECT term FROM term ORDER BY number LIMIT 1");
  std::string word;
  while (statement.next()) word = statement.text(0);
  return word;
}

Result<void> check_queries(const Store& store, const std::string& word) {
  const Instant beginning{};
  const auto site = std::string_view();
  const auto first = [&](const auto&... answers) -> Result<void> {
    std::string message;
    ((!answers && message.empty() ? void(message = answers.error().message) : void()), ...);
    if (!message.empty()) return fail(message);
    return {};
  };
  const auto events = store.events({.from = beginning, .limit = 10});
  const auto services = store.services({.limit = 10});
  if (events && !events->empty()) {
    const auto& id = events->front().event_id;
    if (const auto whole = first(store.event(id), store.occurrences_of(id, beginning, 3)); !whole) return whole;
  }
  return first(events, services, store.services({.open_at = beginning, .limit = 1}),
               store.next_consultation_hour(beginning, site), store.pages({}, site), store.page(PageRole::about),
               store.topics(site), store.news(Date{std::chrono::sys_days{}}, site), store.notices(beginning, site),
               store.open_survey(Date{std::chrono::sys_days{}}, site), store.objects(),
               store.search(word, "de", beginning, site, 10));
}

}  // namespace

Result<void> check_store(const std::filesystem::path& file) {
  const auto named = [&](const Result<void>& result) -> Result<void> {
    if (result) return result;
    const auto& message = result.error().message;
    return fail(message.starts_with(file.string()) ? message : file.string() + ": " + message);
  };
  const auto store = Store::open(file);
  if (!store) return tl::make_unexpected(store.error());
  auto database = Database::open(file);
  if (!database) return tl::make_unexpected(database.error());
  if (const auto pages = check_pages(**database); !pages) return named(pages);
  if (const auto index = check_index(**database); !index) return named(index);
  const auto word = any_word(**database);
  if (auto failure = (*database)->take_failure()) return tl::make_unexpected(*failure);
  return named(check_queries(*store, word));
}

}  // namespace treffpunkt
