#include "content/json/problem.h"

#include <algorithm>

namespace treffpunkt {

std::string to_string(const Problem& problem) {
  std::string out = problem.file;
  if (problem.line > 0) {
    out += out.empty() ? "line " : ":";
    out += std::to_string(problem.line);
  }
  if (!out.empty()) out += ": ";
  if (!problem.field.empty()) out += problem.field + ": ";
  return out + problem.message;
}

bool has_errors(const std::vector<Problem>& problems) {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Problem& problem) { return problem.severity == Severity::error; });
}

}  // namespace treffpunkt
