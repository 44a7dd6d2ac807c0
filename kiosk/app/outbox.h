#pragma once
// What visitors answered to "Your voice", until it is sent: outbox.db in the state directory, one table of five
// columns. Nothing in it tells when somebody answered (but for the calendar week), or who came after whom: with every
// answer all rows are written anew in random order, and the file's own time is set to a fixed one. Holds no file open
// in between. The loader's thread.

#include <cstdint>
#include <filesystem>
#include <string>

#include "content/model/time.h"
#include "content/result/error.h"

namespace treffpunkt::app {

struct Answer {
  std::string survey, choice;  // ids
  std::string language;        // tag, of the screen
  std::string text;            // may be empty
  std::string week;            // "2026-W48"; empty where the clock cannot be trusted
};

std::string calendar_week(Date day);  // ISO 8601

class Outbox {
 public:
  static constexpr std::int64_t kMostAnswers = 5000;
  static constexpr std::int64_t kMostBytes = 2 << 20;

  explicit Outbox(std::filesystem::path file) : file_(std::move(file)) {}

  // On the card when this returns. An Error (no room, a worn card) keeps what was there. A file that is no outbox is
  // moved aside, to outbox.db.bad, and a new one begun.
  Result<void> keep(const Answer& answer) const;

 private:
  std::filesystem::path file_;
};

}  // namespace treffpunkt::app
