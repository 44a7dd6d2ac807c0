#pragma once
// One thing that is wrong in a text, for the person who can mend it. Plain values, any thread.

#include <string>
#include <vector>

namespace treffpunkt {

enum class Severity { error, warning };

struct Problem {
  Severity severity = Severity::error;
  std::string file;   // as given by the caller; may be empty
  int line = 0;       // 1 the first; 0: the whole file
  std::string field;  // "occurrences[2].start"; may be empty
  std::string message;
};

// "events/x.json:12: occurrences[2].start: not a date: '2026-13-01'"
std::string to_string(const Problem& problem);

bool has_errors(const std::vector<Problem>& problems);

}  // namespace treffpunkt
