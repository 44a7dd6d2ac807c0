#pragma once
// SQLite behind RAII: the one place of the store that touches its C interface.
//
// Not for everybody's databases: one file, one thread. Failures do not interrupt the flow: the first one is kept and
// every later step does nothing, until take_failure(). So a query is written straight through and asked once at its
// end whether it can be believed.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "content/result/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace treffpunkt {

class Database;

// One prepared statement. Values of columns hold until the next step. The Database must outlive it.
class Statement {
 public:
  Statement() = default;

  // Parameters are counted from 1. A bound value stays until it is bound anew.
  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, std::string_view value);
  Statement& bind_blob(int parameter, std::string_view value);
  Statement& bind_null(int parameter);

  bool next();  // false: no more rows, or a failure; the statement is reset then
  void run();   // until its end
  void reset();

  // Columns are counted from 0.
  std::int64_t integer(int column) const;
  std::string_view text(int column) const;  // of blobs too
  bool is_null(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  void check(int code);

  Database* database_ = nullptr;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
 public:
  // Read-only and immutable=1: no locks, no journal, nobody may change the file meanwhile.
  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file);
  // A new, empty file for a bulk load: no journal, no syncing. The caller syncs the file afterwards.
  static Result<std::unique_ptr<Database>> create(const std::filesystem::path& file);

  // A small file that is written to for years, made if it is not there: every change is on the card when it is done,
  // what is deleted is overwritten, and it never grows beyond `most_bytes`. Other processes may do the same: who comes
  // second waits for seconds.
  static Result<std::unique_ptr<Database>> keep(const std::filesystem::path& file, std::int64_t most_bytes);

  Statement prepare(std::string_view sql);
  void execute(const std::string& sql);  // one or more statements without parameters

  bool failed() const { return failure_.has_value(); }
  void keep_failure(std::string message);
  std::optional<Error> take_failure();

 private:
  friend class Statement;
  struct Close {
    void operator()(sqlite3* database) const;
  };
  static Result<std::unique_ptr<Database>> open_uri(const std::filesystem::path& file, std::string_view options,
                                                    int flags);
  void check(int code);

  std::string name_;
  std::unique_ptr<sqlite3, Close> database_;
  std::optional<Error> failure_;
};

}  // namespace treffpunkt
