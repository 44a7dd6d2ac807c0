#include "kiosk/app/outbox.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using app::Answer;
using app::Outbox;

namespace {

namespace fs = std::filesystem;

const Answer kAnswer{"was-fehlt", "baenke", "de", "Mehr Bänke, bitte", "2026-W48"};

// Every row as text, columns apart by '|'.
std::vector<std::string> rows(const fs::path& file, const char* sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  std::vector<std::string> found;
  const auto add = [](void* to, int count, char** values, char**) {
    std::string row;
    for (int i = 0; i < count; ++i) row += (i > 0 ? "|" : "") + std::string(values[i] ? values[i] : "NULL");
    static_cast<std::vector<std::string>*>(to)->push_back(row);
    return 0;
  };
  CHECK(sqlite3_exec(database, sql, add, &found, nullptr) == SQLITE_OK);
  sqlite3_close(database);
  return found;
}

std::string bytes_of(const fs::path& file) {
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return bytes.str();
}

}  // namespace

TEST_CASE("the outbox holds survey, choice, language, text and week, and nothing else") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "outbox.db";
  REQUIRE(Outbox(file).keep(kAnswer));
  CHECK(rows(file, "SELECT name FROM sqlite_master") == std::vector<std::string>{"answer"});
  CHECK(rows(file, "SELECT name FROM pragma_table_info('answer')") ==
        std::vector<std::string>{"survey", "choice", "language", "text", "week"});
  CHECK(rows(file, "SELECT * FROM answer") ==
        std::vector<std::string>{"was-fehlt|baenke|de|Mehr Bänke, bitte|2026-W48"});
  CHECK(fs::last_write_time(file) == fs::file_time_type());
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("answers outlive the program") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "outbox.db";
  for (int i = 0; i < 3; ++i) REQUIRE(Outbox(file).keep({"s", "c" + std::to_string(i), "tr", "", "2026-W48"}));
  CHECK(rows(file, "SELECT choice FROM answer ORDER BY choice") == std::vector<std::string>{"c0", "c1", "c2"});
}

TEST_CASE(
    "nothing tells who answered first: neither the rows' numbers nor where they lie follow the order of the answers") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "outbox.db";
  std::vector<std::string> order;
  for (int i = 0; i < 40; ++i) {
    order.push_back("choice-" + std::to_string(10 + i));
    REQUIRE(Outbox(file).keep({"s", order.back(), "de", "", "2026-W48"}));
  }
  auto numbered = rows(file, "SELECT choice FROM answer ORDER BY rowid");
  CHECK(numbered != order);
  std::vector<std::string> lying;
  const auto bytes = bytes_of(file);
  for (auto at = bytes.find("choice-"); at != std::string::npos; at = bytes.find("choice-", at + 1))
    lying.push_back(bytes.substr(at, 9));
  std::sort(numbered.begin(), numbered.end());
  CHECK(numbered == order);
  CHECK(std::set<std::string>(lying.begin(), lying.end()).size() == 40);
  CHECK_FALSE(std::is_sorted(lying.begin(), lying.end()));
  CHECK_FALSE(std::is_sorted(lying.rbegin(), lying.rend()));
}

TEST_CASE("a file that is no outbox is moved aside, and the answer kept in a new one") {
  const std::pair<const char*, std::function<void(const fs::path&)>> kDamages[] = {
      {"no database",
       [](const fs::path& file) {
         std::ofstream(file) << "not a database, by far longer than a head of one: " << std::string(500, 'x');
       }},
      {"cut off",
       [](const fs::path& file) {
         for (int i = 0; i < 200; ++i) REQUIRE(Outbox(file).keep({"s", "c", "de", std::string(100, 'x'), "2026-W48"}));
         fs::resize_file(file, fs::file_size(file) / 2);
       }},
      {"another table", [](const fs::path& file) {
         sqlite3* database = nullptr;
         REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
         REQUIRE(sqlite3_exec(database, "CREATE TABLE answer(name TEXT, time TEXT)", nullptr, nullptr, nullptr) ==
                 SQLITE_OK);
         sqlite3_close(database);
       }}};
  for (const auto& [name, damage] : kDamages) {
    CAPTURE(name);
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "outbox.db";
    damage(file);
    const auto kept = Outbox(file).keep(kAnswer);
    REQUIRE_MESSAGE(kept, (kept ? "" : kept.error().message));
    CHECK(rows(file, "SELECT choice FROM answer") == std::vector<std::string>{"baenke"});
    CHECK(fs::exists(folder.path() / "outbox.db.bad"));
  }
}

TEST_CASE("where nothing can be written, that is said") {
  const test::TemporaryFolder folder;
  CHECK_FALSE(Outbox(folder.path() / "missing" / "outbox.db").keep(kAnswer));
  fs::create_directory(folder.path() / "outbox.db");
  std::ofstream(folder.path() / "outbox.db" / "x") << "x";
  fs::create_directories(folder.path() / "outbox.db.bad" / "y");
  CHECK_FALSE(Outbox(folder.path() / "outbox.db").keep(kAnswer));
}

TEST_CASE("a full outbox takes no more and keeps what it has") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "outbox.db";
  REQUIRE(Outbox(file).keep(kAnswer));
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  const auto fill = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<" +
                    std::to_string(Outbox::kMostAnswers - 1) +
                    ") INSERT INTO answer SELECT 's','c','de','','2026-W48' FROM n";
  REQUIRE(sqlite3_exec(database, fill.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
  const auto kept = Outbox(file).keep(kAnswer);
  REQUIRE_FALSE(kept);
  CHECK(kept.error().message.find("full") != std::string::npos);
  CHECK(rows(file, "SELECT count(*) FROM answer") == std::vector<std::string>{std::to_string(Outbox::kMostAnswers)});
}

TEST_CASE("a file grows no further than its bound, and what does not fit is refused") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "outbox.db";
  REQUIRE(Outbox(file).keep(kAnswer));
  CHECK_FALSE(Outbox(file).keep({"s", "c", "de", std::string(Outbox::kMostBytes + 1, 'x'), "2026-W48"}));
  CHECK(static_cast<std::int64_t>(fs::file_size(file)) <= Outbox::kMostBytes);
  CHECK(rows(file, "SELECT choice FROM answer") == std::vector<std::string>{"baenke"});
  CHECK(Outbox(file).keep(kAnswer));
}

TEST_CASE("calendar weeks are ISO 8601's: a week belongs to the year of its Thursday") {
  using namespace std::chrono;
  CHECK(app::calendar_week(2026y / November / 25) == "2026-W48");
  CHECK(app::calendar_week(2026y / January / 1) == "2026-W01");
  CHECK(app::calendar_week(2027y / January / 1) == "2026-W53");
  CHECK(app::calendar_week(2024y / December / 30) == "2025-W01");
  CHECK(app::calendar_week(2023y / January / 1) == "2022-W52");
}
