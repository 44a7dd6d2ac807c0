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
#include <thread>

#include "content/config/config.h"
#include "content/language/zone.h"
#include "content/outbox/outbox.h"
#include "sync/health.h"
#include "sync/http/http_transport.h"
#include "sync/look.h"
#include "sync/mend.h"
#include "sync/record.h"
#include "sync/run.h"
#include "sync/run_lock.h"
#include "sync/state_folder.h"
#include "sync/stick.h"
#include "sync/trusted_time.h"
#include "sync/tuf/durable_file.h"
#include "sync/visit_delay.h"
#include "sync/voice.h"

namespace {

using namespace treffpunkt;

enum ExitCode { kDone = 0, kFailed = 1, kWrongUse = 2, kBusy = 3 };

constexpr std::uint64_t kLargestRoot = 512 << 10;
constexpr std::chrono::minutes kLongestWait{30};  // with a stick, for a night that is under way
constexpr int kAttempts = 3;                      // at one file, when answers are interrupted
constexpr std::chrono::hours kRecordLives{1};
constexpr auto kZone = "Europe/Berlin";  // where kiosks stand

struct Flags {
  std::string config;
  std::string now;
  bool in_turn = false;
  bool check = false;
  bool status = false;
  bool json = false;
  std::string stick;     // the folder where it is mounted; empty: the feed is visited
  bool gone = false;     // instead: it was pulled out
  bool mounted = false;  // that folder is one only when something is mounted there
};

// What every task needs to know.
struct Job {
  const Flags& flags;
  const Config& config;
  const StateFolder& state;
  Instant now;          // trusted, the same from beginning to end
  bool clock_is_right;  // somebody vouches for it
  HttpNetwork network;
};

int complain(ExitCode code, const std::string& message) {
  spdlog::error(message);
  return code;
}

// A time given by hand is taken as it is: tests and demos live in their own time.
Result<Job> job_for(const Flags& flags, const Config& config, const StateFolder& state) {
  HttpNetwork network{config.network.proxy, config.network.ca_file, std::nullopt};
  if (!flags.now.empty()) {
    return parse_instant(flags.now).map([&](Instant now) { return Job{flags, config, state, now, false, network}; });
  }
  ClockReadings readings = read_clock();
  readings.floor = read_clock_floor(state.clock());
  network.certificates_at = certificate_time(readings);
  return Job{flags, config, state, trusted_time(readings), readings.synchronised, network};
}

Result<HttpTransport> open_transport(const Job& job) {
  const FeedConfig& feed = job.config.feed;
  HttpLimits limits;
  limits.timeout_seconds = feed.timeout_seconds;
  limits.maximum_bytes = feed.maximum_download;
  limits.maximum_time = std::chrono::minutes(feed.maximum_minutes);
  limits.attempts = kAttempts;
  auto transport = HttpTransport::open(feed.url, limits, job.network);
  if (transport) transport->tell_of_waits([](const std::string& why) { spdlog::info(why); });
  return transport;
}

// nullopt: nobody knows.
std::optional<LocalTime> time_on_the_wall(const Flags& flags) {
  if (const auto given = parse_instant(flags.now)) return to_local(*given, kZone);
  const ClockReadings readings = read_clock();
  return readings.synchronised ? std::optional(to_local(readings.system, kZone)) : std::nullopt;
}

void wait_for_turn(const Flags& flags) {
  const auto delay = visit_delay(read_identity("/"), time_on_the_wall(flags));
  spdlog::info("waiting for {} s; {}", delay.wait.count(), delay.reason);
  sd_notifyf(0, "STATUS=waiting for its turn: %s", delay.reason.c_str());
  std::this_thread::sleep_for(delay.wait);
}

bool house_is_open(const Job& job) {
  const auto local = time_on_the_wall(job.flags);
  if (!local) return true;
  const auto of_day = *local - std::chrono::floor<std::chrono::days>(*local);
  return of_day >= job.config.site.opens && of_day < job.config.site.closes;
}

int show_status(const Job& job) {
  const Health health = read_health(job.state.health());
  const auto current = job.state.current_generation();
  std::cout << (job.flags.json ? status_json(health, current, job.now) : status_text(health, current, job.now));
  return kDone;
}

Outbox outbox_of(const Job& job) {
  return Outbox(job.state.outbox(), [](const std::string& what) { spdlog::warn(what); });
}

// A stick carries nothing away, and its visit has no network.
Voice tend_outbox(const Job& job) {
  const Outbox outbox = outbox_of(job);
  const std::string url = job.flags.stick.empty() ? job.config.voice.receiver : "";
  const VoiceReceiver receiver{url, job.config.site.id, job.config.feed.timeout_seconds, job.network};
  Voice voice = tend_voice(outbox, receiver, read_present(job.now));
  if (voice.sent > 0) spdlog::info("{} answers sent", voice.sent);
  if (!voice.problem.empty()) spdlog::warn("{} answers are waiting: {}", voice.waiting, voice.problem);
  return voice;
}

// What became of the visit is for the maintainer, whatever it was; what visitors answered goes the same way.
void keep_record(const Job& job, const Health& health) {
  Condition condition;
  condition.site = job.config.site.id;
  condition.site_name = job.config.site.name;
  condition.version = TREFFPUNKT_VERSION;
  condition.clock = read_clock();
  condition.clock.floor = read_clock_floor(job.state.clock());
  condition.now = std::max(job.now, condition.clock.floor.value_or(job.now));  // the visit may have raised it
  condition.running_seconds = static_cast<std::uint64_t>(read_present(job.now).running.count());
  condition.voice = tend_outbox(job);
  read_machine(condition, job.state, "/");
  const std::string record = to_json(health, condition);
  const auto written = write_durably(job.state.health(), record).and_then([&] {
    return write_durably(job.state.metrics(), to_metrics(health, condition));
  });
  if (!written) spdlog::warn(written.error().message);
  const std::string& url = job.config.health.push;
  if (url.empty() || !job.flags.stick.empty()) return;
  if (const auto told = push(record, url, job.config.feed.timeout_seconds, job.network); !told)
    spdlog::warn(told.error().message);
}

enum class Depth {
  thorough,  // by night
  quick      // what people must see now
};

int visit_feed(const Job& job, Depth depth) {
  const auto first_root = read_bounded(job.config.feed.root, kLargestRoot);
  if (!first_root) return complain(kWrongUse, "feed.root: " + first_root.error().message);
  auto transport = open_transport(job);
  if (!transport) return complain(kWrongUse, "feed.url: " + transport.error().message);

  const auto started = std::chrono::steady_clock::now();
  const Health before = read_health(job.state.health());
  Visit visit{job.state, *first_root, *transport, job.now, before.objects_missing > 0, [](std::string_view step) {
                sd_notifyf(0, "STATUS=%s", std::string(step).c_str());
              }};
  visit.clock_is_right = job.clock_is_right;
  visit.thorough = visit.recordings = depth == Depth::thorough;
  const Report report = run_sync(visit);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  const bool failed = report.outcome == Outcome::failed;
  spdlog::log(failed ? spdlog::level::err : spdlog::level::info, log_line(report, seconds));
  keep_record(job, after_run(before, report, job.now, seconds));
  return failed ? kFailed : kDone;
}

// A record that is older than an hour says little; one from the future neither.
bool record_is_old(const StateFolder& state) {
  std::error_code error;
  const auto age =
      std::filesystem::file_time_type::clock::now() - std::filesystem::last_write_time(state.health(), error);
  return error || age < std::chrono::seconds(0) || age >= kRecordLives;
}

enum class Seen { nothing_new, news, no_answer };

Seen look_at_feed(const Job& job, const Health& before) {
  // What the night left undone is tried again, at first soon and then less and less often. With a clock that stands
  // still or jumps no wait would end for certain.
  if (const auto reason =
          job.clock_is_right ? reason_to_wait(before, job.now, read_identity("/").value) : std::nullopt) {
    spdlog::info(*reason);
    return Seen::nothing_new;
  }
  if (before.outcome == name_of(Outcome::failed) || !current_opens(job.state)) return Seen::news;
  const auto look = look_for_news(job.state, job.config.feed.url, job.config.feed.timeout_seconds, job.network);
  if (look) return look->news ? Seen::news : Seen::nothing_new;
  spdlog::warn(look.error().message);
  return Seen::no_answer;
}

// While the house is open, every ten minutes: cheap when there is nothing new.
int check_feed(const Job& job) {
  const Health before = read_health(job.state.health());
  const Seen seen = look_at_feed(job, before);
  // What the card has spoilt is mended by a thorough visit, also without the network.
  if (seen == Seen::news) return visit_feed(job, current_opens(job.state) ? Depth::quick : Depth::thorough);
  if (record_is_old(job.state)) keep_record(job, before);
  return seen == Seen::no_answer ? kFailed : kDone;
}

int go_to_feed(const Job& job) {
  if (job.flags.check && !house_is_open(job)) return kDone;
  if (auto prepared = job.state.prepare(); !prepared) return complain(kFailed, prepared.error().message);
  const auto lock = RunLock::take(job.state.lock());
  if (!lock) return complain(kFailed, lock.error().message);
  if (!*lock) return complain(kBusy, "another kiosk-sync is at work in " + job.config.state.string());
  if (job.flags.check) return check_feed(job);
  // Before anything that can fail: that is promised in any case.
  if (const auto forgotten = outbox_of(job).forget_old_texts(read_present(job.now)); !forgotten) {
    spdlog::warn(forgotten.error().message);
  }
  return visit_feed(job, Depth::thorough);
}

// The screen says what becomes of the stick, so that is written whatever happens.
StickReport visit_when_free(const Job& job, const std::string& first_root) {
  const std::string& stick = job.flags.stick;
  if (job.flags.mounted && !is_mounted(stick)) return {StickResult::damaged, 0, stick + ": not mounted", {}};
  const auto lock = RunLock::wait(job.state.lock(), kLongestWait);
  if (!lock) return {StickResult::damaged, 0, lock.error().message, {}};
  if (!*lock) return {StickResult::damaged, 0, "another kiosk-sync has been at work for too long", {}};
  const auto started = std::chrono::steady_clock::now();
  StickReport report = visit_stick(job.state, first_root, stick, job.now);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  if (report.result == StickResult::activated || report.result == StickResult::same) {
    spdlog::info("stick: {}", log_line(report.run, seconds));
    keep_record(job, after_run(read_health(job.state.health()), report.run, job.now, seconds));
  }
  return report;
}

int read_stick(const Job& job) {
  const auto tell = [&](const StickReport& report) {
    const auto told = write_durably(job.state.usb(), to_json(report, job.now));
    if (!told) spdlog::warn(told.error().message);
  };
  if (job.flags.gone) {
    if (says_reading(job.state.usb())) tell({StickResult::damaged, 0, "it went before it was read to its end", {}});
    return kDone;
  }
  const auto first_root = read_bounded(job.config.feed.root, kLargestRoot);
  if (!first_root) return complain(kWrongUse, "feed.root: " + first_root.error().message);
  if (auto prepared = job.state.prepare(); !prepared) return complain(kFailed, prepared.error().message);
  tell({});
  const StickReport report = visit_when_free(job, *first_root);
  tell(report);
  if (!report.detail.empty()) spdlog::error("stick: {}", report.detail);
  return report.result == StickResult::activated || report.result == StickResult::same ? kDone : kFailed;
}

int run(const Flags& flags) {
  const auto config = read_config(flags.config);
  if (!config) return complain(kWrongUse, config.error().message);
  const StateFolder state(config->state);
  if (flags.in_turn) wait_for_turn(flags);
  const auto job = job_for(flags, *config, state);
  if (!job) return complain(kWrongUse, "--now: " + job.error().message);
  if (flags.status) return show_status(*job);
  return flags.gone || !flags.stick.empty() ? read_stick(*job) : go_to_feed(*job);
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
  app.add_flag("--in-turn", flags.in_turn, "wait for this machine's turn first: in the night, or after a start");
  CLI::App* check =
      app.add_subcommand("check", "look for news in one small request; visit the feed when there are some");
  CLI::App* status = app.add_subcommand("status", "say how the last visit went");
  status->add_flag("--json", flags.json, "for programs");
  CLI::App* usb = app.add_subcommand("usb", "take the feed that lies on a stick, and say in usb.json how it went");
  usb->add_option("folder", flags.stick, "where the stick is mounted; the feed may lie in a folder of it");
  usb->add_flag("--gone", flags.gone, "no stick is there any more: one that is still being read was pulled out");
  usb->require_option(1, 2);
  usb->add_flag("--mounted", flags.mounted, "a folder where nothing is mounted is a stick that cannot be read");
  app.require_subcommand(0, 1);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kWrongUse;
  }
  flags.status = status->parsed();
  flags.check = check->parsed();
  return run(flags);
}
