#include "content/outbox/old_texts.h"

#include <algorithm>

#include "content/outbox/calendar_week.h"
#include "content/store/database.h"

namespace treffpunkt {
namespace {

using std::chrono::seconds;
using std::chrono::sys_days;

// `undated_since` is 0 while every text has a week.
constexpr auto kReckoning =
    "CREATE TABLE IF NOT EXISTS reckoning(now INTEGER NOT NULL, boot TEXT NOT NULL, running INTEGER NOT NULL, "
    "undated_since INTEGER NOT NULL)";

// Nobody knows how long it was switched off.
constexpr seconds kForAStart = std::chrono::days(1);

}  // namespace

void OldTexts::forget(const Present& present, std::chrono::days life) {
  database_.execute(kReckoning);
  const auto weeks = weeks_of_texts();
  if (weeks.empty()) return database_.execute("DELETE FROM reckoning");
  const Instant now = reckon(present);
  std::vector<std::string> undated;
  for (const auto& week : weeks) {
    const auto monday = monday_of(week);
    if (!monday || sys_days(*monday) > now) {
      undated.push_back(week);
    } else if (sys_days(*monday) + life <= now) {
      empty_texts(week);
    }
  }
  if (undated.empty()) return database_.execute("UPDATE reckoning SET undated_since = 0");
  if (undated_since(now) + life > now) return;
  // Some may be younger, but none of them says so.
  for (const auto& week : undated) empty_texts(week);
  database_.execute("UPDATE reckoning SET undated_since = 0");
}

std::vector<std::string> OldTexts::weeks_of_texts() {
  std::vector<std::string> weeks;
  auto all = database_.prepare(
      "SELECT DISTINCT week FROM (SELECT text, week FROM answer UNION ALL SELECT text, week FROM sending) "
      "WHERE text <> ''");
  while (all.next()) weeks.emplace_back(all.text(0));
  return weeks;
}

Instant OldTexts::reckon(const Present& present) {
  Instant now = present.at_least;
  auto before = database_.prepare("SELECT now, boot, running FROM reckoning");
  const bool known = before.next();
  if (known) {
    const seconds then(before.integer(2));
    const bool same_run = before.text(1) == present.boot && then <= present.running;
    const seconds passed = same_run ? present.running - then : kForAStart + present.running;
    now = std::max(now, Instant(seconds(before.integer(0))) + passed);
  }
  before.reset();
  if (!known) database_.execute("INSERT INTO reckoning VALUES(0, '', 0, 0)");
  database_.prepare("UPDATE reckoning SET now = ?, boot = ?, running = ?")
      .bind(1, now.time_since_epoch().count())
      .bind(2, present.boot)
      .bind(3, present.running.count())
      .run();
  return now;
}

Instant OldTexts::undated_since(Instant now) {
  database_.prepare("UPDATE reckoning SET undated_since = ? WHERE undated_since = 0")
      .bind(1, now.time_since_epoch().count())
      .run();
  auto since = database_.prepare("SELECT undated_since FROM reckoning");
  return since.next() ? Instant(seconds(since.integer(0))) : now;
}

void OldTexts::empty_texts(const std::string& week) {
  for (const auto* table : {"answer", "sending"}) {
    database_.prepare(std::string("UPDATE ") + table + " SET text = '' WHERE week = ?").bind(1, week).run();
  }
}

}  // namespace treffpunkt
