// faults: does everything to a kiosk's nightly visit that a night can do, and asks each time what the kiosk shows.
// Prints a table; ends with 1 when a case fell. tools/faults says how it is called.

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "tests/faults/groups.h"

namespace {

using namespace treffpunkt::faults;

struct Group {
  const char* name;
  void (*run)(Trial&, Table&, const Extent&);
  int smoke_every;  // how much of it a short run does
};

constexpr Group kGroups[] = {
    {"kill", kills, 25},
    {"fail", failing_calls, 90},
    {"power", power_cuts, 40},
    {"server", hostile_server, 12},
    {"tls", hostile_tls, 1},
    {"metadata", hostile_metadata, 8},
    {"content", hostile_content, 7},
};

// The support of the tests asserts; here that ends the program with what it says.
[[noreturn]] void give_up(const doctest::AssertData& data) {
  throw std::runtime_error(std::string(data.m_file) + ":" + std::to_string(data.m_line) + ": " + data.m_expr);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Faults for a kiosk's nightly visit."};
  std::vector<std::string> chosen;
  bool smoke = false;
  Extent extent;
  app.add_option("GROUP", chosen, "kill, fail, power, server, tls, metadata, content; all unless named");
  app.add_flag("--smoke", smoke, "a few cases of each");
  app.add_option("--every", extent.every, "only each so many-th case");
  app.add_option("--pairs", extent.pairs, "how often it is killed twice in a row");
  app.add_option("--seed", extent.seed, "chooses those pairs");
  CLI11_PARSE(app, argc, argv);

  doctest::Context context;
  context.setAsDefaultForAssertsOutOfTestCases();
  context.setAssertHandler([](const doctest::AssertData& data) {
    if (data.m_failed) give_up(data);
  });
  try {
    Table table;
    Trial trial;
    for (const Group& group : kGroups) {
      if (!chosen.empty() && std::find(chosen.begin(), chosen.end(), group.name) == chosen.end()) continue;
      Extent this_extent = extent;
      if (smoke) this_extent = {group.smoke_every, 4, extent.seed};
      group.run(trial, table, this_extent);
    }
    return table.summarise() ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << "faults: " << error.what() << "\n";
    return 2;
  }
}
