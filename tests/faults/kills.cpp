#include <fmt/core.h>

#include <algorithm>
#include <csignal>
#include <random>

#include "tests/faults/calls.h"
#include "tests/faults/groups.h"
#include "tests/system/support/files.h"

namespace treffpunkt::faults {
namespace {

constexpr int kPictureEvery = 50;  // cases

const char* word_of(Start start) { return start == Start::nothing ? "new" : "update"; }

std::string expected_of(Start start) {
  return start == Start::nothing ? "shows nothing, then 2 | shows 2, then 2" : "shows 1, then 2 | shows 2, then 2";
}

// The calls of a clean visit that change files or the net.
std::vector<Call> calls_of_a_visit(Trial& trial, Start start) {
  trial.restore(start);
  trial.serve(trial.second_feed());
  const auto trace = trial.folder() / "trace";
  const auto ended = trial.sync({"strace", "-f", "-qq", "-y", "-xx", "--seccomp-bpf", "-o", trace, "-e", kTraced});
  if (ended.code != 0) return {};
  auto calls = read_calls(test::text_of(trace));
  std::erase_if(calls, [](const Call& call) { return !call.touches_files && !call.touches_net; });
  return calls;
}

std::string name_of(const Call& call) {
  std::string what;
  for (const auto& argument : call.arguments) {
    const auto state = argument.find("/state/");
    if (state != std::string::npos) what = argument.substr(state + 7);
  }
  if (what.size() > 34) what = what.substr(0, 15) + "..." + what.substr(what.size() - 16);
  return fmt::format("{} {} {}", call.name, call.number, what);
}

test::Ended visit_with(Trial& trial, const Call& call, const std::string& fault) {
  trial.serve(trial.second_feed());
  // Without --seccomp-bpf, with which strace 6.1 injects no signals.
  return trial.sync({"strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call.name, "-e",
                     fmt::format("inject={}:{}:when={}", call.name, fault, call.number)});
}

void judge(Trial& trial, Table& table, const char* group, const std::string& name, Start start,
           const std::string& crash, int number) {
  std::string got = crash;
  if (got.empty() && number % kPictureEvery == 0) got = trial.picture_problem();
  if (got.empty()) got = trial.outcome();
  table.add(group, name, expected_of(start), got);
}

bool can_trace(Table& table, const char* group) {
  if (test::run({"strace", "-qq", "-o", "/dev/null", "-e", "inject=mkdir:error=EIO:when=1", "true"}).code == 0)
    return true;
  table.skip(group, "strace may not trace here");
  return false;
}

void kill_twice(Trial& trial, Table& table, const Extent& extent, const std::map<Start, std::vector<Call>>& calls) {
  std::mt19937 chance(extent.seed);
  for (int i = 1; i <= extent.pairs; ++i) {
    const Start start = i % 2 == 0 ? Start::first : Start::nothing;
    const auto& choice = calls.at(start);
    if (choice.empty()) return;
    const Call& first = choice[chance() % choice.size()];
    const Call& second = choice[chance() % choice.size()];
    trial.restore(start);
    std::string crash = crash_of(visit_with(trial, first, "signal=SIGKILL"));
    if (crash.empty()) crash = crash_of(visit_with(trial, second, "signal=SIGKILL"));
    judge(trial, table, "twice",
          fmt::format("{}: {} {}, then {} {}", word_of(start), first.name, first.number, second.name, second.number),
          start, crash, i);
  }
}

}  // namespace

void kills(Trial& trial, Table& table, const Extent& extent) {
  if (!can_trace(table, "kill")) return;
  std::map<Start, std::vector<Call>> calls;
  int number = 0;
  for (const Start start : {Start::nothing, Start::first}) {
    calls[start] = calls_of_a_visit(trial, start);
    table.add("kill", fmt::format("{}: there are calls to kill at", word_of(start)), "yes",
              calls[start].empty() ? "no" : "yes");
    for (const Call& call : calls[start]) {
      if (++number % extent.every != 0) continue;
      trial.restore(start);
      const auto ended = visit_with(trial, call, "signal=SIGKILL");
      const std::string crash = ended.code == -SIGKILL ? "" : "not killed: exit " + std::to_string(ended.code);
      judge(trial, table, "kill", fmt::format("{}: {}", word_of(start), name_of(call)), start, crash, number);
    }
  }
  kill_twice(trial, table, extent, calls);
}

void failing_calls(Trial& trial, Table& table, const Extent& extent) {
  if (!can_trace(table, "fail")) return;
  int number = 0;
  for (const Start start : {Start::nothing, Start::first}) {
    const auto calls = calls_of_a_visit(trial, start);
    for (const Call& call : calls) {
      for (const char* error : {"EIO", "ENOSPC"}) {
        if (call.touches_net && std::string_view(error) == "ENOSPC") continue;
        if (++number % extent.every != 0) continue;
        trial.restore(start);
        const auto ended = visit_with(trial, call, std::string("error=") + error);
        judge(trial, table, "fail", fmt::format("{}: {} {}", word_of(start), error, name_of(call)), start,
              crash_of(ended), number);
      }
    }
    const auto writes = std::count_if(calls.begin(), calls.end(),
                                      [](const Call& call) { return call.name == "write" || call.name == "pwrite64"; });
    for (int write = 1; write <= writes; ++write) {
      if (++number % extent.every != 0) continue;
      trial.restore(start);
      trial.serve(trial.second_feed());
      const auto ended = trial.sync({}, {{"TREFFPUNKT_SHORT_WRITE", std::to_string(write)}});
      const std::string crash = ended.code == 0 ? "" : "exit " + std::to_string(ended.code);
      judge(trial, table, "fail", fmt::format("{}: write {} takes half", word_of(start), write), start, crash, number);
    }
  }
}

}  // namespace treffpunkt::faults
