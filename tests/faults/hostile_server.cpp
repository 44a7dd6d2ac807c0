#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <random>

#include "sync/tuf/patch.h"
#include "tests/faults/groups.h"

namespace treffpunkt::faults {
namespace {

const std::string kPortal =
    "<!DOCTYPE html><html><head><title>WLAN</title></head><body><form>Bitte anmelden</form></body></html>\n";

bool is(const Asked& asked, std::string_view part) { return asked.path.find(part) != std::string::npos; }

struct Case {
  std::string name;
  Behaviour behaviour;
  const char* expected;
  Files next{};  // the feed of the clean visit; empty: the second
};

constexpr const char* kStays = "shows 1, then 2";
constexpr const char* kEither = "shows 1, then 2 | shows 2, then 2";

void answer_errors(const Files& files, std::vector<Case>& cases) {
  for (const int status : {404, 500, 503}) {
    for (const int percent : {50, 80, 90, 99}) {
      for (const unsigned seed : {1u, 2u}) {
        auto chance = std::make_shared<std::mt19937>(seed);
        cases.push_back({fmt::format("{} to {} % of requests, {}", status, percent, seed),
                         [=](const Asked& asked) {
                           return static_cast<int>((*chance)() % 100) < percent ? Answer{.status = status, .body = "no"}
                                                                                : honest(files, asked);
                         },
                         kEither});
      }
    }
  }
}

// Of the answer to each file that a visit asks for: after its head's first byte, in its head, between head and body, in
// the body, before its last byte.
void cuts(Trial& trial, std::vector<Case>& cases) {
  trial.restore(Start::first);
  const auto before = trial.web().asked().size();
  trial.serve(trial.second_feed());
  trial.sync();
  auto paths = trial.web().asked();
  paths.erase(paths.begin(), paths.begin() + static_cast<std::ptrdiff_t>(before));
  const Files& files = trial.second_feed();
  for (const auto& path : paths) {
    const auto size = files.contains(path.substr(1)) ? files.at(path.substr(1)).size() : 2;
    const std::size_t head = 150;  // about
    for (const std::size_t at : {std::size_t{0}, std::size_t{1}, std::size_t{60}, head, head + size / 3,
                                 head + size / 2, head + size - 60, head + size - 100}) {
      cases.push_back({fmt::format("{:.40} cut after {} bytes", path, at),
                       [=](const Asked& asked) {
                         Answer answer = honest(files, asked);
                         if (asked.path == path) answer.cut = at;
                         return answer;
                       },
                       kEither});
    }
  }
}

void every_byte_of_one_answer(const Files& files, std::vector<Case>& cases) {
  for (std::size_t at = 0; at < files.at("metadata/timestamp.json").size() + 200; at += 7) {
    cases.push_back({fmt::format("the timestamp cut after {} bytes", at),
                     [=](const Asked& asked) {
                       Answer answer = honest(files, asked);
                       if (is(asked, "timestamp")) answer.cut = at;
                       return answer;
                     },
                     kEither});
  }
}

void ranges(const Files& files, std::vector<Case>& cases) {
  // Cut once in the middle, so that there is something to go on with; then the answer to that.
  const auto after_a_cut = [&](const char* name, std::function<Answer(const Asked&, const std::string&)> second,
                               const char* expected) {
    cases.push_back({name,
                     [=](const Asked& asked) {
                       const auto file = files.find(asked.path.substr(1));
                       if (!is(asked, "targets/") && !is(asked, "objects/")) return honest(files, asked);
                       if (file == files.end()) return honest(files, asked);
                       if (asked.headers.contains("range")) return second(asked, file->second);
                       Answer answer = honest(files, asked);
                       answer.cut = 150 + file->second.size() / 2;
                       return answer;
                     },
                     expected});
  };
  after_a_cut(
      "a range is honoured", [=](const Asked& asked, const std::string&) { return honest(files, asked); }, kEither);
  after_a_cut(
      "a range is ignored", [](const Asked&, const std::string& bytes) { return Answer{.body = bytes}; }, kEither);
  after_a_cut(
      "a range from elsewhere comes",
      [](const Asked&, const std::string& bytes) {
        return Answer{.status = 206,
                      .headers = {fmt::format("Content-Range: bytes 0-{}/{}", bytes.size() - 1, bytes.size())},
                      .body = bytes};
      },
      kEither);
  after_a_cut(
      "a range says one place and is another",
      [=](const Asked& asked, const std::string& bytes) {
        Answer answer = honest(files, asked);
        std::fill(answer.body.begin(), answer.body.end(), 'x');
        return bytes.empty() ? Answer{} : answer;
      },
      kEither);
  after_a_cut(
      "a range is not possible", [](const Asked&, const std::string&) { return Answer{.status = 416}; }, kEither);
  after_a_cut(
      "a range without saying which",
      [](const Asked&, const std::string&) { return Answer{.status = 206, .body = "rest"}; }, kEither);
}

void bodies(const Files& files, std::vector<Case>& cases) {
  const auto for_part = [&](const std::string& name, const std::string& part, const Answer& answer,
                            const char* expected = kStays) {
    cases.push_back(
        {name, [=](const Asked& asked) { return is(asked, part) ? answer : honest(files, asked); }, expected});
  };
  for (const std::string part :
       {"timestamp", "root.json", "snapshot", "targets.json", "content.ndjson", "patch-", "objects/"}) {
    const bool vital = part != "patch-" && part != "objects/" && part != "content.ndjson";
    const char* expected = vital ? kStays : kEither;
    for_part("endless " + part, part, {.body = std::string(65536, '{'), .endless = true}, expected);
    for_part("a byte a second of " + part, part, {.body = "{\"signatures\"", .length = "5000", .seconds_a_byte = 1},
             expected);
    for_part("a portal page for " + part, part, {.headers = {"Content-Type: text/html"}, .body = kPortal}, expected);
    for_part("nothing at all of " + part, part, {.silent = true}, expected);
    for_part("an empty " + part, part, {}, expected);
    for_part("a giant announced " + part, part, {.body = "{", .length = "99999999999999999999"}, expected);
    for_part("a negative length of " + part, part, {.body = "{", .length = "-1"}, expected);
    for_part("zeros for " + part, part, {.body = std::string(5000, '\0')}, expected);
    for_part("a redirect loop at " + part, part, {.status = 302, .headers = {"Location: /" + part}}, expected);
    for_part("elsewhere: " + part, part, {.status = 301, .headers = {"Location: http://192.0.2.1/x"}}, expected);
    for_part("to a file: " + part, part, {.status = 302, .headers = {"Location: file:///etc/passwd"}}, expected);
    for_part("gzip for " + part, part, {.headers = {"Content-Encoding: gzip"}, .body = "\x1f\x8b\x08"}, expected);
  }
  cases.push_back({"a portal for everything",
                   [](const Asked&) { return Answer{.headers = {"Content-Type: text/html"}, .body = kPortal}; },
                   kStays});
  cases.push_back({"a portal that leads away",
                   [](const Asked&) { return Answer{.status = 302, .headers = {"Location: http://192.0.2.1/login"}}; },
                   kStays});
  cases.push_back({"nothing for everything", [](const Asked&) { return Answer{.silent = true}; }, kStays});
  cases.push_back({"a head without end",
                   [](const Asked&) { return Answer{.headers = {"X: " + std::string(4 << 20, 'x')}, .body = "{}"}; },
                   kStays});
}

// A cache that has some files of yesterday and some of today.
void stale_mixes(Trial& trial, std::vector<Case>& cases) {
  const Files &before = trial.first_feed(), &now = trial.second_feed();
  const auto mixed = [&](const char* name, std::vector<std::string> old_parts, const char* expected) {
    Files files = now;
    for (const auto& part : old_parts) {
      std::erase_if(files, [&](const auto& file) { return file.first.find(part) != std::string::npos; });
      for (const auto& file : before) {
        if (file.first.find(part) != std::string::npos) files.insert(file);
      }
    }
    cases.push_back({name, [files](const Asked& asked) { return honest(files, asked); }, expected});
  };
  mixed("a new timestamp, old snapshots", {"snapshot.json"}, kStays);
  mixed("a new snapshot, old targets roles", {"targets.json"}, kStays);
  mixed("a new root, the old timestamp", {"timestamp.json"}, kStays);
  mixed("an old root, all else new", {"root.json"}, kEither);  // its keys for the other roles still hold
  mixed("new metadata, old content", {"targets/"}, kStays);
  mixed("new content, old pictures", {"objects/"}, kEither);
  mixed("all of yesterday but the timestamp", {"root.json", "snapshot.json", "targets", "objects/"}, kStays);
}

void bombs(Trial& trial, std::vector<Case>& cases) {
  const std::string bomb = tuf::compress(std::string(std::size_t{64} << 20, '\0'));
  const auto signed_bomb = [&](const char* name, std::uint64_t promised) {
    test::FeedMaker maker = trial.maker();
    maker.add_target("content.ndjson.zst", {0, {}, 3, promised, std::string(64, 'a')}, bomb);
    maker.publish();
    const Files files = maker.files;
    maker.targets.targets = trial.maker().targets.targets;
    maker.publish();
    cases.push_back({name, [files](const Asked& asked) { return honest(files, asked); }, kStays, maker.files});
  };
  signed_bomb("a signed bomb that promises a little", 1000);
  signed_bomb("a signed bomb that promises what it is", std::uint64_t{64} << 20);
  signed_bomb("a signed bomb that promises everything", ~std::uint64_t{0});
}

}  // namespace

void hostile_server(Trial& trial, Table& table, const Extent& extent) {
  std::vector<Case> cases;
  answer_errors(trial.second_feed(), cases);
  cuts(trial, cases);
  every_byte_of_one_answer(trial.second_feed(), cases);
  ranges(trial.second_feed(), cases);
  bodies(trial.second_feed(), cases);
  stale_mixes(trial, cases);
  bombs(trial, cases);
  int number = 0;
  for (const Case& one : cases) {
    if (++number % extent.every != 0) continue;
    table.add("server", one.name, one.expected, [&] {
      trial.restore(Start::first);
      trial.web().behave(one.behaviour);
      const std::string crash = crash_of(trial.sync());
      return crash.empty() ? trial.outcome(one.next.empty() ? trial.second_feed() : one.next) : crash;
    });
  }
}

}  // namespace treffpunkt::faults
