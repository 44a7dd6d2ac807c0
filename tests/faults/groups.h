#pragma once
// The groups of cases. Each writes its rows to the table.

#include <string_view>

#include "tests/faults/table.h"
#include "tests/faults/trial.h"

namespace treffpunkt::faults {

struct Extent {
  int every = 1;    // only each so many-th case: for a short run
  int pairs = 500;  // sampled
  unsigned seed = 1;
};

void kills(Trial& trial, Table& table, const Extent& extent);          // SIGKILL at every call, and twice in a row
void failing_calls(Trial& trial, Table& table, const Extent& extent);  // every call fails once, or writes half
void power_cuts(Trial& trial, Table& table, const Extent& extent);     // what was not flushed is gone
void hostile_server(Trial& trial, Table& table, const Extent& extent);
void hostile_tls(Trial& trial, Table& table, const Extent& extent);
void hostile_metadata(Trial& trial, Table& table, const Extent& extent);
void hostile_content(Trial& trial, Table& table, const Extent& extent);

}  // namespace treffpunkt::faults
