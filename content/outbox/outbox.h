#pragma once
// What visitors answered to "Your voice", until it has been sent: voice/outbox.db in the state directory. The kiosk
// adds, one answer at a time; kiosk-sync takes batches and deletes. It is the one file with two writers: SQLite's locks
// keep them apart, and every function here is one transaction, so that a cut leaves all of it or nothing.
//
// Nothing in it tells when somebody answered (but for the calendar week), or who came after whom: with every answer all
// rows are written anew in random order, and the file's own time is set to a fixed one. Holds no file open in between.
// A file that is no outbox is emptied: nobody can be sent what nobody can read. One thread; waits for the card.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content/outbox/present.h"
#include "content/result/error.h"

namespace treffpunkt {

class Database;

struct Answer {
  std::string survey, choice;  // ids
  std::string language;        // tag, of the screen
  std::string text;            // may be empty
  std::string week;            // "2026-W48"; empty where the clock cannot be trusted
};

// Answers that are sent together. The same until settle(), but for texts that have grown old: those are empty then.
struct Batch {
  struct Entry {
    std::string id;  // random
    Answer answer;
  };
  std::string id;    // random
  std::string site;  // whose answers they are
  std::vector<Entry> entries;
};

class Outbox {
 public:
  static constexpr std::int64_t kMostAnswers = 5000;
  static constexpr std::int64_t kMostBytes = 2 << 20;
  static constexpr std::int64_t kMostInBatch = 100;
  // From the Monday of the week in which it was written. Whoever calls forget_old_texts() daily keeps none for more
  // than 30 days.
  static constexpr std::chrono::days kTextLives{29};

  // `tell` hears of a file that had to be emptied; may be empty.
  explicit Outbox(std::filesystem::path file, std::function<void(const std::string&)> tell = {})
      : file_(std::move(file)), tell_(std::move(tell)) {}

  // The kiosk's. On the card when this returns. An Error (no room, a worn card) keeps what was there.
  Result<void> keep(const Answer& answer) const;

  // kiosk-sync's; none of them makes an outbox that is not there.
  // The batch that is being sent, or a new one, without what comes later. nullopt: nothing waits.
  Result<std::optional<Batch>> next_batch(std::string_view site) const;
  // The batch of this id has arrived: it is deleted.
  Result<void> settle(const std::string& batch) const;
  // Empties texts whose time is over. What was written in no known week counts from when it is first seen here, by the
  // time that has passed for the machine: running, and a day for each start.
  Result<void> forget_old_texts(const Present& present) const;
  Result<std::int64_t> waiting() const;  // answers

 private:
  enum class Missing { make, leave };
  Result<std::unique_ptr<Database>> open(Missing missing) const;
  Result<void> change(Missing missing, const std::function<void(Database&)>& work) const;

  std::filesystem::path file_;
  std::function<void(const std::string&)> tell_;
};

}  // namespace treffpunkt
