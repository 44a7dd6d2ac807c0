#include <fmt/core.h>

#include <set>

#include "tests/faults/disk.h"
#include "tests/faults/groups.h"
#include "tests/system/support/files.h"

namespace treffpunkt::faults {
namespace {

struct Way {
  Loss loss;
  const char* name;
};

constexpr Way kWays[] = {{Loss::nothing, "nothing is lost"}, {Loss::all, "all is lost"},
                         {Loss::data, "bytes are lost"},     {Loss::names, "names are lost"},
                         {Loss::some, "some is lost"},       {Loss::some, "other is lost"}};

std::string picture_of_folder(const fs::path& folder) {
  std::string all;
  std::set<fs::path> sorted;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) sorted.insert(entry.path());
  for (const auto& path : sorted) {
    all += path.lexically_relative(folder).string() + '\0';
    if (fs::is_regular_file(path)) all += std::to_string(std::hash<std::string>{}(test::text_of(path)));
    all += '\n';
  }
  return all;
}

void cut(Trial& trial, Table& table, const Extent& extent, Start start) {
  trial.restore(start);
  fs::create_directories(trial.state());
  Disk disk(trial.state());
  trial.serve(trial.second_feed());
  const auto trace = trial.folder() / "trace";
  trial.sync({"strace", "-f", "-qq", "-y", "-xx", "-s", "33554432", "--seccomp-bpf", "-o", trace, "-e", kTraced});
  const auto calls = read_calls(test::text_of(trace));
  const std::string expected =
      start == Start::nothing ? "shows nothing, then 2 | shows 2, then 2" : "shows 1, then 2 | shows 2, then 2";
  std::mt19937 chance(extent.seed);
  std::set<std::string> seen;
  int number = 0;
  for (std::size_t done = 0; done <= calls.size(); ++done) {
    if (done > 0) disk.perform(calls[done - 1]);
    if (done > 0 && !calls[done - 1].touches_files) continue;
    for (const Way& way : kWays) {
      fs::remove_all(trial.state());
      disk.leave(trial.state(), way.loss, chance);
      if (!seen.insert(picture_of_folder(trial.state())).second || ++number % extent.every != 0) continue;
      const std::string last =
          done == 0 ? "nothing" : calls[done - 1].name + " " + std::to_string(calls[done - 1].number);
      table.add("power", fmt::format("{}: after {}, {}", start == Start::nothing ? "new" : "update", last, way.name),
                expected, trial.outcome());
    }
  }
  // A recording that is not understood proves nothing: with all calls done and nothing lost the disk is the folder.
  trial.restore(start);
  trial.serve(trial.second_feed());
  disk.leave(trial.folder() / "whole", Loss::nothing, chance);
  table.add("power", "the recording gives what was written", "2", Trial::shown_in(trial.folder() / "whole"));
  fs::remove_all(trial.folder() / "whole");
}

}  // namespace

void power_cuts(Trial& trial, Table& table, const Extent& extent) {
  if (test::run({"strace", "-qq", "-o", "/dev/null", "true"}).code != 0)
    return table.skip("power", "strace may not trace here");
  cut(trial, table, extent, Start::nothing);
  cut(trial, table, extent, Start::first);
}

}  // namespace treffpunkt::faults
