#include "content/outbox/outbox.h"

#include <fstream>

#include "content/outbox/old_texts.h"
#include "content/store/database.h"

namespace treffpunkt {
namespace {

namespace fs = std::filesystem;

constexpr auto kAnswers =
    "CREATE TABLE IF NOT EXISTS answer(survey TEXT NOT NULL, choice TEXT NOT NULL, language TEXT NOT NULL, "
    "text TEXT NOT NULL, week TEXT NOT NULL)";
constexpr auto kColumns = "survey choice language text week";
// The one batch that is on its way.
constexpr auto kSending =
    "CREATE TABLE IF NOT EXISTS batch(id TEXT NOT NULL, site TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS sending(id TEXT NOT NULL, survey TEXT NOT NULL, choice TEXT NOT NULL, "
    "language TEXT NOT NULL, text TEXT NOT NULL, week TEXT NOT NULL)";

// Whole, and with our table or none.
bool is_outbox(Database& database) {
  auto check = database.prepare("PRAGMA quick_check(1)");
  const bool whole = check.next() && check.text(0) == "ok";
  check.reset();
  auto info = database.prepare("SELECT coalesce(group_concat(name, ' '), '') FROM pragma_table_info('answer')");
  const bool ours = info.next() && (info.text(0) == kColumns || info.text(0).empty());
  info.reset();
  return !database.take_failure() && whole && ours;
}

// The kiosk and kiosk-sync are two users of one group; SQLite gives its journal the same rights as the file.
Result<void> make_file(const fs::path& file) {
  std::error_code problem;
  if (fs::exists(file, problem)) return {};
  fs::create_directory(file.parent_path(), problem);
  if (!std::ofstream(file, std::ios::app)) return fail(file.string() + ": cannot be written");
  fs::permissions(file, fs::perms::group_read | fs::perms::group_write, fs::perm_options::add, problem);
  return {};
}

// In place, since only its owner may remove it. The journal first: it would bring the old bytes back.
Result<void> empty_file(const fs::path& file) {
  std::error_code problem;
  const fs::path journal = fs::path(file) += "-journal";
  if (fs::exists(journal, problem)) fs::resize_file(journal, 0, problem);
  if (!problem) fs::resize_file(file, 0, problem);
  if (problem) return fail(file.string() + ": cannot be emptied: " + problem.message());
  return {};
}

// Not when the last one answered. Only its owner can, and that is the kiosk.
void hide_times(const fs::path& file) {
  std::error_code ignored;
  for (const auto& each : {file, fs::path(file) += "-journal"})
    fs::last_write_time(each, fs::file_time_type(), ignored);
}

std::int64_t count(Database& database, const std::string& table) {
  auto statement = database.prepare("SELECT count(*) FROM " + table);
  return statement.next() ? statement.integer(0) : 0;
}

// Neither the numbers of the rows nor where they lie may follow the order of the answers.
void insert_shuffled(Database& database, const Answer& answer) {
  database.execute("CREATE TEMP TABLE shuffled AS SELECT * FROM answer");
  database.prepare("INSERT INTO temp.shuffled VALUES(?,?,?,?,?)")
      .bind(1, answer.survey)
      .bind(2, answer.choice)
      .bind(3, answer.language)
      .bind(4, answer.text)
      .bind(5, answer.week)
      .run();
  database.execute(
      "DELETE FROM answer; INSERT INTO answer SELECT * FROM temp.shuffled ORDER BY random(); DROP TABLE temp.shuffled");
}

void begin_batch(Database& database, std::string_view site) {
  database.prepare("INSERT INTO batch VALUES(lower(hex(randomblob(16))), ?)").bind(1, site).run();
  database.execute("CREATE TEMP TABLE chosen AS SELECT rowid AS number FROM answer ORDER BY random() LIMIT " +
                   std::to_string(Outbox::kMostInBatch) +
                   "; INSERT INTO sending SELECT lower(hex(randomblob(16))), answer.* FROM answer "
                   "WHERE rowid IN (SELECT number FROM temp.chosen);"
                   "DELETE FROM answer WHERE rowid IN (SELECT number FROM temp.chosen); DROP TABLE temp.chosen");
}

Batch read_batch(Database& database) {
  Batch batch;
  auto head = database.prepare("SELECT id, site FROM batch");
  if (head.next()) {
    batch.id = head.text(0);
    batch.site = head.text(1);
  }
  auto rows = database.prepare("SELECT id, survey, choice, language, text, week FROM sending ORDER BY id");
  const auto text = [&rows](int column) { return std::string(rows.text(column)); };
  while (rows.next()) batch.entries.push_back({text(0), {text(1), text(2), text(3), text(4), text(5)}});
  return batch;
}

}  // namespace

// nullptr: there is none, and none was to be made.
Result<std::unique_ptr<Database>> Outbox::open(Missing missing) const {
  std::error_code problem;
  if (missing == Missing::leave && !fs::exists(file_, problem)) return nullptr;
  if (auto made = make_file(file_); !made) return tl::make_unexpected(made.error());
  auto database = Database::keep(file_, kMostBytes);
  if (database && is_outbox(**database)) return database;
  const auto why = database ? file_.string() + ": damaged, or another program's" : database.error().message;
  if (database) database->reset();
  if (auto emptied = empty_file(file_); !emptied) return fail(why + "; " + emptied.error().message);
  if (tell_) tell_(why + "; emptied");
  return Database::keep(file_, kMostBytes);
}

Result<void> Outbox::change(Missing missing, const std::function<void(Database&)>& work) const {
  auto opened = open(missing);
  if (!opened) return tl::make_unexpected(opened.error());
  if (*opened == nullptr) return {};
  auto& database = **opened;
  database.execute(std::string("BEGIN IMMEDIATE; ") + kAnswers);
  work(database);
  database.execute("COMMIT");
  // An unfinished transaction is rolled back when the database is closed.
  if (auto failure = database.take_failure()) return tl::make_unexpected(*failure);
  opened->reset();
  hide_times(file_);
  return {};
}

Result<void> Outbox::keep(const Answer& answer) const {
  return change(Missing::make, [&](Database& database) {
    if (count(database, "answer") >= kMostAnswers) database.keep_failure("is full");
    insert_shuffled(database, answer);
  });
}

Result<std::optional<Batch>> Outbox::next_batch(std::string_view site) const {
  Batch batch;
  const auto taken = change(Missing::leave, [&](Database& database) {
    database.execute(kSending);
    if (count(database, "batch") == 0 && count(database, "answer") > 0) begin_batch(database, site);
    batch = read_batch(database);
  });
  if (!taken) return tl::make_unexpected(taken.error());
  return batch.id.empty() ? std::optional<Batch>() : std::optional<Batch>(std::move(batch));
}

Result<void> Outbox::settle(const std::string& batch) const {
  return change(Missing::leave, [&](Database& database) {
    database.execute(kSending);
    database.prepare("DELETE FROM sending WHERE EXISTS (SELECT 1 FROM batch WHERE id = ?)").bind(1, batch).run();
    database.prepare("DELETE FROM batch WHERE id = ?").bind(1, batch).run();
  });
}

Result<void> Outbox::forget_old_texts(const Present& present) const {
  return change(Missing::leave, [&](Database& database) {
    database.execute(kSending);
    OldTexts(database).forget(present, kTextLives);
  });
}

Result<std::int64_t> Outbox::waiting() const {
  std::int64_t answers = 0;
  const auto counted = change(Missing::leave, [&](Database& database) {
    database.execute(kSending);
    answers = count(database, "answer") + count(database, "sending");
  });
  if (!counted) return tl::make_unexpected(counted.error());
  return answers;
}

}  // namespace treffpunkt
