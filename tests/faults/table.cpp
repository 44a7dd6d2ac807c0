#include "tests/faults/table.h"

#include <fmt/core.h>

#include <cstdio>
#include <exception>

namespace treffpunkt::faults {
namespace {

bool is_one_of(std::string_view got, std::string_view expected) {
  constexpr std::string_view kOr = " | ";
  while (true) {
    const auto end = expected.find(kOr);
    if (expected.substr(0, end) == got) return true;
    if (end == std::string_view::npos) return false;
    expected.remove_prefix(end + kOr.size());
  }
}

}  // namespace

void Table::add(const std::string& group, const std::string& name, const std::string& expected,
                const std::string& got) {
  const bool held = is_one_of(got, expected);
  Count& count = counts_[group];
  ++count.cases;
  if (held) ++count.held;
  fmt::print("{:4} {:9} {:58} {:34} {}\n", held ? "ok" : "FELL", group, name, expected, got);
  std::fflush(stdout);
}

void Table::add(const std::string& group, const std::string& name, const std::string& expected,
                const std::function<std::string()>& got) {
  std::string outcome;
  try {
    outcome = got();
  } catch (const std::exception& error) {
    outcome = error.what();
  }
  add(group, name, expected, outcome);
}

void Table::skip(const std::string& group, const std::string& why) {
  counts_[group].skipped = why;
  fmt::print("skip {:9} {}\n", group, why);
}

bool Table::summarise() const {
  bool all = true;
  fmt::print("\n{:10} {:>6} {:>6}\n", "group", "cases", "held");
  for (const auto& [group, count] : counts_) {
    fmt::print("{:10} {:6} {:6}{}\n", group, count.cases, count.held,
               count.skipped.empty() ? "" : "  skipped: " + count.skipped);
    all &= count.cases == count.held;
  }
  return all;
}

}  // namespace treffpunkt::faults
