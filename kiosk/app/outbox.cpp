#include "kiosk/app/outbox.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "content/store/database.h"

namespace treffpunkt::app {
namespace {

namespace fs = std::filesystem;

constexpr auto kTable =
    "CREATE TABLE IF NOT EXISTS answer(survey TEXT NOT NULL, choice TEXT NOT NULL, language TEXT NOT NULL, "
    "text TEXT NOT NULL, week TEXT NOT NULL)";
constexpr auto kColumns = "survey choice language text week";

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

Result<std::unique_ptr<Database>> open(const fs::path& file) {
  auto database = Database::keep(file, Outbox::kMostBytes);
  if (database && is_outbox(**database)) return database;
  const auto why = database ? file.string() + ": damaged, or another program's" : database.error().message;
  std::error_code problem;
  if (!fs::exists(file, problem)) return fail(why);
  if (database) database->reset();
  fs::rename(file, fs::path(file) += ".bad", problem);
  if (problem) return fail(why + "; it cannot be moved aside: " + problem.message());
  spdlog::error("{}; moved aside", why);
  return Database::keep(file, Outbox::kMostBytes);
}

std::int64_t count(Database& database) {
  auto statement = database.prepare("SELECT count(*) FROM answer");
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

}  // namespace

std::string calendar_week(Date day) {
  using namespace std::chrono;
  // The week belongs to the year of its Thursday.
  const sys_days date(day);
  const auto thursday = date + days(4 - static_cast<int>(weekday(date).iso_encoding()));
  const auto year = year_month_day(thursday).year();
  const auto week = (thursday - sys_days(year / January / 1)).count() / 7 + 1;
  return fmt::format("{}-W{:02}", static_cast<int>(year), week);
}

Result<void> Outbox::keep(const Answer& answer) const {
  auto opened = open(file_);
  if (!opened) return tl::make_unexpected(opened.error());
  auto& database = **opened;
  database.execute(std::string("BEGIN IMMEDIATE; ") + kTable);
  if (!database.failed() && count(database) >= kMostAnswers) database.keep_failure(file_.string() + ": is full");
  insert_shuffled(database, answer);
  database.execute("COMMIT");
  // An unfinished transaction is rolled back when the database is closed.
  if (auto failure = database.take_failure()) return tl::make_unexpected(*failure);
  opened->reset();
  std::error_code ignored;
  fs::last_write_time(file_, fs::file_time_type(), ignored);
  return {};
}

}  // namespace treffpunkt::app
