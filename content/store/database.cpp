#include "content/store/database.h"

#include <sqlite3.h>

namespace treffpunkt {
namespace {

// SQLite's own file: names cut a path at '?' and '#' and decode '%'.
std::string uri_of(const std::filesystem::path& file, std::string_view options) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_.~";
  std::string uri = "file://";
  for (const char c : std::filesystem::absolute(file).string()) {
    if (kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return uri + std::string(options);
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

void Statement::check(int code) {
  if (code != SQLITE_OK) database_->check(code);
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  if (statement_) check(sqlite3_bind_int64(statement_.get(), parameter, value));
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view value) {
  const char* data = value.data() != nullptr ? value.data() : "";  // a null pointer would bind NULL
  if (statement_) {
    check(sqlite3_bind_text64(statement_.get(), parameter, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  return *this;
}

Statement& Statement::bind_blob(int parameter, std::string_view value) {
  const char* data = value.data() != nullptr ? value.data() : "";
  if (statement_) check(sqlite3_bind_blob64(statement_.get(), parameter, data, value.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind_null(int parameter) {
  if (statement_) check(sqlite3_bind_null(statement_.get(), parameter));
  return *this;
}

bool Statement::next() {
  if (!statement_ || database_->failed()) return false;
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_->check(code);
  sqlite3_reset(statement_.get());
  return false;
}

void Statement::run() {
  while (next()) {
  }
}

void Statement::reset() {
  if (statement_) sqlite3_reset(statement_.get());
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string_view Statement::text(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

Result<std::unique_ptr<Database>> Database::open_uri(const std::filesystem::path& file, std::string_view options,
                                                     int flags) {
  auto database = std::make_unique<Database>();
  database->name_ = file.string();
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(uri_of(file, options).c_str(), &handle, flags | SQLITE_OPEN_URI, nullptr);
  database->database_.reset(handle);
  if (code != SQLITE_OK) return fail(file.string() + ": cannot be opened: " + sqlite3_errstr(code));
  return database;
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file) {
  return open_uri(file, "?immutable=1&mode=ro", SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX);
}

Result<std::unique_ptr<Database>> Database::create(const std::filesystem::path& file) {
  auto database = open_uri(file, "?mode=rwc", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX);
  if (!database) return database;
  (*database)->execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;");
  if (auto failure = (*database)->take_failure()) return tl::make_unexpected(*failure);
  return database;
}

Result<std::unique_ptr<Database>> Database::keep(const std::filesystem::path& file, std::int64_t most_bytes) {
  auto database = open_uri(file, "?mode=rwc", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX);
  if (!database) return database;
  // What is put together on the way stays in memory: nothing of it lies about in another folder. The journal is cut, not
  // removed: one step of the card less.
  (*database)->execute("PRAGMA busy_timeout=5000; PRAGMA trusted_schema=OFF; PRAGMA secure_delete=ON; PRAGMA synchronous=FULL;"
                       "PRAGMA journal_mode=TRUNCATE; PRAGMA temp_store=MEMORY;"
                       "PRAGMA max_page_count=" + std::to_string(most_bytes / 4096) + ";");
  if (auto failure = (*database)->take_failure()) return tl::make_unexpected(*failure);
  return database;
}

Statement Database::prepare(std::string_view sql) {
  Statement statement;
  statement.database_ = this;
  if (failed()) return statement;
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &prepared, nullptr);
  statement.statement_.reset(prepared);
  if (code != SQLITE_OK) check(code);
  return statement;
}

void Database::execute(const std::string& sql) {
  if (failed()) return;
  const int code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) check(code);
}

void Database::check(int) { keep_failure(sqlite3_errmsg(database_.get())); }

void Database::keep_failure(std::string message) {
  if (!failure_) failure_ = Error{name_ + ": " + std::move(message)};
}

std::optional<Error> Database::take_failure() { return std::exchange(failure_, std::nullopt); }

}  // namespace treffpunkt
