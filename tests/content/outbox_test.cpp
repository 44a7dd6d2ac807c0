#include "content/outbox/outbox.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <thread>

#include "content/outbox/calendar_week.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;

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
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    CAPTURE(entry.path());
    CHECK(fs::last_write_time(entry) == fs::file_time_type());
    CHECK((entry.path() == file || fs::file_size(entry) == 0));
  }
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

TEST_CASE("a file that is no outbox is emptied, which is told, and the answer kept") {
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
    std::string told;
    const auto kept = Outbox(file, [&told](const std::string& what) { told = what; }).keep(kAnswer);
    REQUIRE_MESSAGE(kept, (kept ? "" : kept.error().message));
    CHECK(rows(file, "SELECT choice FROM answer") == std::vector<std::string>{"baenke"});
    CHECK(told.ends_with("; emptied"));
    CHECK(bytes_of(file).find("xxxx") == std::string::npos);
  }
}

TEST_CASE("where nothing can be written, that is said") {
  const test::TemporaryFolder folder;
  CHECK_FALSE(Outbox(folder.path() / "missing" / "folders" / "outbox.db").keep(kAnswer));
  fs::create_directory(folder.path() / "outbox.db");
  std::ofstream(folder.path() / "outbox.db" / "x") << "x";
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

namespace {

using namespace std::chrono;
using Days = days;

// The kiosk's clock at noon of that day; the machine has been running for so long.
Present at(Date day, seconds running = 0s, std::string boot = "first") {
  return {sys_days(day) + 12h, std::move(boot), running};
}

std::vector<std::string> texts(const fs::path& file, const std::string& table = "answer") {
  return rows(file, ("SELECT text FROM " + table + " ORDER BY text").c_str());
}

}  // namespace

TEST_CASE("a batch stays the same, under the same id, until it is settled; what comes later goes into the next") {
  const test::TemporaryFolder folder;
  const Outbox outbox(folder.path() / "outbox.db");
  for (const char* choice : {"a", "b", "c"}) REQUIRE(outbox.keep({"s", choice, "de", "", "2026-W48"}));
  const auto first = outbox.next_batch("rathaus").value();
  REQUIRE(first);
  CHECK(first->id.size() == 32);
  CHECK(first->site == "rathaus");
  REQUIRE(first->entries.size() == 3);
  REQUIRE(outbox.keep({"s", "later", "de", "", "2026-W48"}));
  const auto again = Outbox(folder.path() / "outbox.db").next_batch("renamed").value();
  REQUIRE(again);
  CHECK(again->id == first->id);
  CHECK(again->site == "rathaus");
  REQUIRE(again->entries.size() == 3);
  std::set<std::string> ids, choices;
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(again->entries[i].id == first->entries[i].id);
    CHECK(again->entries[i].answer.choice == first->entries[i].answer.choice);
    ids.insert(first->entries[i].id);
    choices.insert(first->entries[i].answer.choice);
  }
  CHECK(ids.size() == 3);
  CHECK(choices == std::set<std::string>{"a", "b", "c"});
  CHECK(outbox.waiting().value() == 4);

  REQUIRE(outbox.settle("another batch"));
  CHECK(outbox.next_batch("rathaus").value()->id == first->id);
  REQUIRE(outbox.settle(first->id));
  CHECK(outbox.waiting().value() == 1);
  const auto second = outbox.next_batch("rathaus").value();
  REQUIRE(second);
  CHECK(second->id != first->id);
  CHECK(second->entries.at(0).answer.choice == "later");
  REQUIRE(outbox.settle(second->id));
  CHECK_FALSE(outbox.next_batch("rathaus").value());
}

TEST_CASE("a batch is bounded, and all answers come in one of them") {
  const test::TemporaryFolder folder;
  const Outbox outbox(folder.path() / "outbox.db");
  const auto all = Outbox::kMostInBatch + 7;
  for (std::int64_t i = 0; i < all; ++i) REQUIRE(outbox.keep({"s", std::to_string(i), "de", "", "2026-W48"}));
  std::set<std::string> choices;
  std::vector<std::size_t> sizes;
  while (const auto batch = outbox.next_batch("").value()) {
    sizes.push_back(batch->entries.size());
    for (const auto& entry : batch->entries) choices.insert(entry.answer.choice);
    REQUIRE(outbox.settle(batch->id));
  }
  CHECK(sizes == std::vector<std::size_t>{static_cast<std::size_t>(Outbox::kMostInBatch), 7});
  CHECK(static_cast<std::int64_t>(choices.size()) == all);
}

TEST_CASE("whoever only sends makes no outbox") {
  const test::TemporaryFolder folder;
  const Outbox outbox(folder.path() / "outbox.db");
  CHECK_FALSE(outbox.next_batch("rathaus").value());
  CHECK(outbox.settle("x"));
  CHECK(outbox.waiting().value() == 0);
  CHECK(outbox.forget_old_texts(at(2026y / November / 25)));
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("nothing of a text is left in the file when it was settled or forgotten") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "outbox.db";
  const Outbox outbox(file);
  REQUIRE(outbox.keep(kAnswer));
  REQUIRE(bytes_of(file).find("Mehr B") != std::string::npos);
  SUBCASE("settled") { REQUIRE(outbox.settle(outbox.next_batch("").value()->id)); }
  SUBCASE("forgotten") { REQUIRE(outbox.forget_old_texts(at(2027y / January / 1))); }
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    CHECK(bytes_of(entry.path()).find("Mehr B") == std::string::npos);
  }
}

TEST_CASE("a text is gone 30 days after it was written, waiting or on its way, and the answer stays") {
  for (const bool sending : {false, true}) {
    CAPTURE(sending);
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "outbox.db";
    const Outbox outbox(file);
    REQUIRE(outbox.keep({"s", "monday", "de", "written on a Monday", "2026-W48"}));
    REQUIRE(outbox.keep({"s", "later", "de", "written later", "2026-W50"}));
    const auto batch = sending ? outbox.next_batch("").value()->id : "";
    const std::string table = sending ? "sending" : "answer";
    REQUIRE(outbox.forget_old_texts(at(2026y / December / 21)));
    CHECK(texts(file, table) == std::vector<std::string>{"written later", "written on a Monday"});
    REQUIRE(outbox.forget_old_texts(at(2026y / December / 22)));  // one day of 30 is left for the next visit
    CHECK(texts(file, table) == std::vector<std::string>{"", "written later"});
    CHECK(outbox.waiting().value() == 2);
    if (sending) CHECK(outbox.next_batch("").value()->id == batch);
  }
}

TEST_CASE("without a clock a text lives as long as the machine has run, a start counting for a day") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "outbox.db";
  const Outbox outbox(file);
  const Date built = 2026y / November / 1;  // the clock stands there for ever
  REQUIRE(outbox.keep({"s", "c", "de", "undated", ""}));
  SUBCASE("it runs on") {
    REQUIRE(outbox.forget_old_texts(at(built, 100s)));
    for (int day = 1; day <= 28; ++day) REQUIRE(outbox.forget_old_texts(at(built, 100s + Days(day))));
    CHECK(texts(file) == std::vector<std::string>{"undated"});
    REQUIRE(outbox.forget_old_texts(at(built, 100s + Days(29))));
  }
  SUBCASE("it is switched off every evening") {
    REQUIRE(outbox.forget_old_texts(at(built, 60s, "boot 0")));
    for (int boot = 1; boot <= 28; ++boot)
      REQUIRE(outbox.forget_old_texts(at(built, 60s, "boot " + std::to_string(boot))));
    CHECK(texts(file) == std::vector<std::string>{"undated"});
    REQUIRE(outbox.forget_old_texts(at(built, 60s, "boot 29")));
  }
  CHECK(texts(file) == std::vector<std::string>{""});
  CHECK(outbox.waiting().value() == 1);
}

TEST_CASE("a clock that is set back does not keep a text alive") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "outbox.db";
  const Outbox outbox(file);
  REQUIRE(outbox.keep({"s", "c", "de", "dated", "2026-W48"}));
  REQUIRE(outbox.forget_old_texts(at(2026y / December / 10, 0s)));
  REQUIRE(outbox.forget_old_texts(at(1970y / January / 1, 1h)));
  CHECK(texts(file) == std::vector<std::string>{"dated"});
  REQUIRE(outbox.forget_old_texts(at(1970y / January / 1, Days(12))));
  CHECK(texts(file) == std::vector<std::string>{""});
}

TEST_CASE("a week that has not come yet, or is none, does not keep a text alive, and takes no dated one with it") {
  for (const char* week : {"2036-W01", "9999-W99", "yesterday"}) {
    CAPTURE(week);
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "outbox.db";
    const Outbox outbox(file);
    REQUIRE(outbox.keep({"s", "c", "de", "from the future", week}));
    REQUIRE(outbox.forget_old_texts(at(2026y / November / 25)));
    REQUIRE(outbox.keep({"s", "c", "de", "dated", "2026-W52"}));
    REQUIRE(outbox.forget_old_texts(at(2026y / December / 23)));
    CHECK(texts(file).size() == 2);
    REQUIRE(outbox.forget_old_texts(at(2026y / December / 24)));
    CHECK(texts(file) == std::vector<std::string>{"", "dated"});
  }
}

TEST_CASE("the kiosk adds while kiosk-sync takes, and every answer is taken once") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "outbox.db";
  constexpr int kAnswers = 60;
  std::atomic<bool> done = false;
  std::thread kiosk([&] {
    for (int i = 0; i < kAnswers; ++i) CHECK(Outbox(file).keep({"s", std::to_string(i), "de", "", "2026-W48"}));
    done = true;
  });
  const Outbox outbox(file);
  std::set<std::string> taken;
  std::size_t entries = 0;
  for (bool last = false; !last;) {
    last = done;
    const auto batch = outbox.next_batch("");
    CHECK_MESSAGE(batch, (batch ? "" : batch.error().message));
    if (!batch || !*batch) continue;
    for (const auto& entry : (*batch)->entries) taken.insert(entry.answer.choice);
    entries += (*batch)->entries.size();
    CHECK(outbox.settle((*batch)->id));
  }
  kiosk.join();
  CHECK(taken.size() == kAnswers);
  CHECK(entries == kAnswers);
}

TEST_CASE("calendar weeks are ISO 8601's: a week belongs to the year of its Thursday") {
  CHECK(calendar_week(2026y / November / 25) == "2026-W48");
  CHECK(calendar_week(2026y / January / 1) == "2026-W01");
  CHECK(calendar_week(2027y / January / 1) == "2026-W53");
  CHECK(calendar_week(2024y / December / 30) == "2025-W01");
  CHECK(calendar_week(2023y / January / 1) == "2022-W52");
}

TEST_CASE("a calendar week is found again by its name, and nothing else is one") {
  for (auto day = sys_days(2020y / January / 1); day < sys_days(2030y / January / 1); day += Days(1)) {
    const auto monday = monday_of(calendar_week(Date(day)));
    REQUIRE(monday);
    CHECK(sys_days(*monday) <= day);
    CHECK(day - sys_days(*monday) < Days(7));
  }
  for (const char* bad : {"", "2026", "2026-W00", "2025-W53", "2026-W54", "2026-48", "2026-W4x", "2026-W-1", "-026-W10",
                          "2026-W480", "W48-2026"}) {
    CAPTURE(bad);
    CHECK_FALSE(monday_of(bad));
  }
}
