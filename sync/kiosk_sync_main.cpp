// kiosk-sync: fetches, verifies and activates the feed. Wiring only; sync/run.h is the flow.
//
// Ends with 0: done, changed or not. 1: it failed, yesterday's content stays. 2: wrong flags or configuration.
// 3: another kiosk-sync is at work.

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <systemd/sd-daemon.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>

#include "content/config/config.h"
#include "content/language/zone.h"
#include "sync/health.h"
#include "sync/http/http_transport.h"
#include "sync/run.h"
#include "sync/run_lock.h"
#include "sync/state_folder.h"
#include "sync/stick.h"
#include "sync/trusted_time.h"
#include "sync/tuf/durable_file.h"
#include "sync/voice.h"

namespace {

using namespace treffpunkt;

enum ExitCode { kDone = 0, kFailed = 1, kWrongUse = 2, kBusy = 3 };

constexpr std::uint64_t kLargestRoot = 512 << 10;
constexpr std::chrono::minutes kLongestWait{30};  // with a stick, for a night that is under way

struct Flags {
  std::string config;
  std::string now;
  bool status = false;
  bool json = false;
  std::string stick;     // the folder where it is mounted; empty: the feed is visited
  bool mounted = false;  // that folder is one only when something is mounted there
};

int complain(ExitCode code, const std::string& message) {
  spdlog::error(message);
  return code;
}

// A time given by hand is taken as it is: tests and demos live in their own time.
Result<Instant> time_of_visit(const Flags& flags, const StateFolder& state) {
  if (!flags.now.empty()) return parse_instant(flags.now);
  ClockReadings readings = read_clock();
  readings.floor = read_clock_floor(state.clock());
  return trusted_time(readings);
}

int show_status(const Flags& flags, const StateFolder& state, Instant now) {
  const Health health = read_health(state.health());
  const auto current = state.current_generation();
  std::cout << (flags.json ? status_json(health, current, now) : status_text(health, current, now));
  return kDone;
}

void tend_outbox(const Config& config, const StateFolder& state, Instant now) {
  const Outbox outbox(state.outbox(), [](const std::string& what) { spdlog::warn(what); });
  const auto voice =
      tend_voice(outbox, {config.voice.receiver, config.site.id, config.feed.timeout_seconds}, read_present(now));
  if (voice.sent > 0) spdlog::info("{} answers sent", voice.sent);
  if (!voice.problem.empty()) spdlog::warn("{} answers are waiting: {}", voice.waiting, voice.problem);
}

int visit_feed(const Config& config, const StateFolder& state, Instant now) {
  const auto first_root = read_bounded(config.feed.root, kLargestRoot);
  if (!first_root) return complain(kWrongUse, "feed.root: " + first_root.error().message);
  auto transport = HttpTransport::open(config.feed.url, {config.feed.timeout_seconds, config.feed.maximum_download});
  if (!transport) return complain(kWrongUse, "feed.url: " + transport.error().message);

  if (auto prepared = state.prepare(); !prepared) return complain(kFailed, prepared.error().message);
  const auto lock = RunLock::take(state.lock());
  if (!lock) return complain(kFailed, lock.error().message);
  if (!*lock) return complain(kBusy, "another kiosk-sync is at work in " + config.state.string());

  const auto started = std::chrono::steady_clock::now();
  const Health before = read_health(state.health());
  const Report report =
      run_sync({state, *first_root, *transport, now, before.objects_missing > 0,
                [](std::string_view step) { sd_notifyf(0, "STATUS=%s", std::string(step).c_str()); }});
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();

  tend_outbox(config, state, now);
  const bool failed = report.outcome == Outcome::failed;
  spdlog::log(failed ? spdlog::level::err : spdlog::level::info, log_line(report, seconds));
  const auto written = write_durably(state.health(), to_json(after_run(before, report, now, seconds)));
  if (!written) spdlog::warn(written.error().message);
  return failed ? kFailed : kDone;
}

// The screen says what becomes of the stick, so that is written whatever happens.
StickReport visit_when_free(const StateFolder& state, const std::string& first_root, const Flags& flags, Instant now) {
  if (flags.mounted && !is_mounted(flags.stick)) return {StickResult::damaged, 0, flags.stick + ": not mounted", {}};
  const auto lock = RunLock::wait(state.lock(), kLongestWait);
  if (!lock) return {StickResult::damaged, 0, lock.error().message, {}};
  if (!*lock) return {StickResult::damaged, 0, "another kiosk-sync has been at work for too long", {}};
  const auto started = std::chrono::steady_clock::now();
  StickReport report = visit_stick(state, first_root, flags.stick, now);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  if (report.result == StickResult::activated || report.result == StickResult::same) {
    spdlog::info("stick: {}", log_line(report.run, seconds));
    const Health health = after_run(read_health(state.health()), report.run, now, seconds);
    if (const auto written = write_durably(state.health(), to_json(health)); !written) {
      spdlog::warn(written.error().message);
    }
  }
  return report;
}

int read_stick(const Config& config, const StateFolder& state, const Flags& flags, Instant now) {
  const auto first_root = read_bounded(config.feed.root, kLargestRoot);
  if (!first_root) return complain(kWrongUse, "feed.root: " + first_root.error().message);
  if (auto prepared = state.prepare(); !prepared) return complain(kFailed, prepared.error().message);
  const auto tell = [&](const StickReport& report) {
    const auto told = write_durably(state.usb(), to_json(report, now));
    if (!told) spdlog::warn(told.error().message);
  };
  tell({});
  const StickReport report = visit_when_free(state, *first_root, flags, now);
  tell(report);
  if (!report.detail.empty()) spdlog::error("stick: {}", report.detail);
  return report.result == StickResult::activated || report.result == StickResult::same ? kDone : kFailed;
}

int run(const Flags& flags) {
  const auto config = read_config(flags.config);
  if (!config) return complain(kWrongUse, config.error().message);
  const StateFolder state(config->state);
  const auto now = time_of_visit(flags, state);
  if (!now) return complain(kWrongUse, "--now: " + now.error().message);
  if (!flags.stick.empty()) return read_stick(*config, state, flags, *now);
  return flags.status ? show_status(flags, state, *now) : visit_feed(*config, state, *now);
}

}  // namespace

int main(int argc, char** argv) {
  // The journal adds time and program itself.
  auto log = spdlog::stderr_logger_st("kiosk-sync");
  log->set_pattern("%l: %v");
  spdlog::set_default_logger(log);

  Flags flags;
  CLI::App app{"Fetches, verifies and activates the feed of a Treffpunkt kiosk."};
  app.fallthrough();
  app.add_option("--config", flags.config, "the kiosk's configuration (kiosk.toml)")->required();
  app.add_option("--now", flags.now, "pretend that it is this time (2026-11-24T15:00:00Z)");
  CLI::App* status = app.add_subcommand("status", "say how the last visit went");
  status->add_flag("--json", flags.json, "for programs");
  CLI::App* usb = app.add_subcommand("usb", "take the feed that lies on a stick, and say in usb.json how it went");
  usb->add_option("folder", flags.stick, "where the stick is mounted; the feed may lie in a folder of it")->required();
  usb->add_flag("--mounted", flags.mounted, "a folder where nothing is mounted is a stick that cannot be read");
  app.require_subcommand(0, 1);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kWrongUse;
  }
  flags.status = status->parsed();
  return run(flags);
}
