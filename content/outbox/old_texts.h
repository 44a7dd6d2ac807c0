#pragma once
// Which texts of the outbox have had their time, on a machine whose clock may be wrong, stand still or jump. A text
// counts from the Monday of its week; a text of no week, or of one that has not come yet, from when it was first seen.
// The present is never taken to be earlier than it was before, however the clock is set, and goes on while the machine
// runs. Works within the caller's transaction.

#include <string>
#include <vector>

#include "content/outbox/present.h"

namespace treffpunkt {

class Database;

class OldTexts {
 public:
  explicit OldTexts(Database& database) : database_(database) {}

  void forget(const Present& present, std::chrono::days life);

 private:
  std::vector<std::string> weeks_of_texts();
  Instant reckon(const Present& present);
  Instant undated_since(Instant now);
  void empty_texts(const std::string& week);

  Database& database_;
};

}  // namespace treffpunkt
