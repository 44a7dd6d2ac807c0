#include "feed/report.h"

#include <fmt/format.h>

#include <algorithm>

namespace treffpunkt {

std::string counted(std::size_t number, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", number, number == 1 ? singular : plural);
}

std::string to_line(const Problem& problem) {
  return fmt::format("{}: {}", problem.severity == Severity::error ? "error" : "warning", to_string(problem));
}

std::string summary(const std::vector<Problem>& problems, std::size_t items) {
  const auto errors = static_cast<std::size_t>(std::ranges::count(problems, Severity::error, &Problem::severity));
  return fmt::format("{}, {} in {}", counted(errors, "error", "errors"),
                     counted(problems.size() - errors, "warning", "warnings"), counted(items, "item", "items"));
}

}  // namespace treffpunkt
