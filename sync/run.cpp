#include "sync/run.h"

#include <algorithm>

#include "content/json/item_json.h"
#include "sync/generation.h"
#include "sync/media.h"
#include "sync/reconstruct.h"
#include "sync/trusted_time.h"
#include "sync/tuf/client.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/key.h"
#include "sync/tuf/patch.h"

namespace treffpunkt {
namespace {

// What the steps hand on to one another.
struct Run {
  const Visit& visit;
  Report report;
  std::optional<tuf::Client> client;
  tuf::TargetFile target;  // the trusted content, activated or not
  std::string content;
  Feed feed;
};

enum class Next { go_on, finished };

// A generation that the kiosk could not show gives way to the one before it.
Result<Next> judge(Run& run) {
  const StateFolder& state = run.visit.state;
  const auto current = state.current_generation();
  if (!current || !state.could_not_be_shown(*current)) return Next::go_on;
  const auto kept = state.kept_generations();
  const auto good = std::find_if(kept.rbegin(), kept.rend(), [&](std::uint64_t number) {
    return number != *current && !state.could_not_be_shown(number) && std::filesystem::exists(state.database(number));
  });
  if (good == kept.rend())
    return fail("generation " + std::to_string(*current) + " cannot be shown, and there is no other");
  if (auto set = state.set_current_generation(*good); !set) return tl::make_unexpected(set.error());
  run.report.notes.push_back("generation " + std::to_string(*current) + " could not be shown; back to " +
                             std::to_string(*good));
  return Next::go_on;
}

void describe_trust(Run& run) {
  Report& report = run.report;
  report.expires["root"] = run.client->root().expires;
  if (const auto& timestamp = run.client->timestamp()) {
    report.expires["timestamp"] = timestamp->value.expires;
    report.issued = timestamp->value.issued;
  }
  if (const auto& snapshot = run.client->snapshot()) report.expires["snapshot"] = snapshot->value.expires;
  if (const auto& targets = run.client->targets()) report.expires["targets"] = targets->value.expires;
}

Result<Next> trust(Run& run) {
  auto client = tuf::Client::open(run.visit.state.metadata(), run.visit.first_root);
  if (!client) return tl::make_unexpected(client.error());
  run.client = std::move(*client);
  const auto refreshed = run.client->refresh(run.visit.transport, run.visit.now);
  describe_trust(run);
  if (!refreshed) return tl::make_unexpected(refreshed.error());
  if (run.report.issued) {
    if (auto raised = raise_clock_floor(run.visit.state.clock(), *run.report.issued); !raised) {
      return tl::make_unexpected(raised.error());
    }
  }
  return Next::go_on;
}

bool is_current(const Run& run) {
  const StateFolder& state = run.visit.state;
  const auto current = state.current_generation();
  if (!current || *current != run.target.generation || !std::filesystem::exists(state.database(*current))) return false;
  const auto content = read_bounded(state.content(*current), tuf::kLargestContent);
  return content && tuf::sha256_hex(*content) == run.target.content_sha256;
}

Result<Feed> read_content(const Run& run, std::string_view content) {
  auto feed = read_ndjson(content, "content.ndjson");
  if (feed && feed->header.generation != run.target.generation) {
    return fail("content.ndjson says it is generation " + std::to_string(feed->header.generation) + ", not " +
                std::to_string(run.target.generation));
  }
  return feed;
}

enum class Which { needed_now, can_wait };

void get_media(Run& run, Which which) {
  auto wanted = wanted_objects(run.feed, run.content);
  std::erase_if(wanted, [which](const WantedObject& object) { return object.can_wait != (which == Which::can_wait); });
  const auto outcome = fetch_media(run.visit.transport, run.visit.state, wanted);
  run.report.objects_fetched += outcome.fetched;
  run.report.objects_missing += outcome.missing.size();
  if (!outcome.missing.empty()) {
    run.report.notes.push_back(std::to_string(outcome.missing.size()) + " objects are missing (" + outcome.problem +
                               ")");
  }
}

// A power cut in the middle leaves the mark, and the next run goes on.
void get_recordings(Run& run) {
  const auto mark = run.visit.state.unfinished();
  if (const auto marked = write_durably(mark, ""); !marked) run.report.notes.push_back(marked.error().message);
  get_media(run, Which::can_wait);
  std::error_code ignored;
  std::filesystem::remove(mark, ignored);
}

// Trust and activation are separate: a generation that was trusted but not activated yesterday is still to be had
// today.
Result<Next> choose(Run& run) {
  const auto& targets = run.client->targets()->value.targets;
  const auto found = targets.find(kContentTarget);
  if (found == targets.end()) return fail(std::string("the feed has no ") + kContentTarget);
  run.target = found->second;
  if (run.target.generation == 0 || run.target.content_sha256.empty()) {
    return fail(std::string(kContentTarget) + ": its generation, length and sha256 are not all there");
  }
  if (run.visit.state.could_not_be_shown(run.target.generation)) {
    run.report.notes.push_back("generation " + std::to_string(run.target.generation) +
                               " cannot be shown; waiting for another");
    return Next::finished;
  }
  if (!is_current(run)) return Next::go_on;
  if (run.visit.objects_were_missing || std::filesystem::exists(run.visit.state.unfinished())) {
    const auto content = read_bounded(run.visit.state.content(run.target.generation), tuf::kLargestContent);
    if (!content) return tl::make_unexpected(content.error());
    auto feed = read_content(run, *content);
    if (!feed) return tl::make_unexpected(feed.error());
    run.content = *content;
    run.feed = std::move(*feed);
    get_media(run, Which::needed_now);
    get_recordings(run);
  }
  return Next::finished;
}

Result<Next> get_content(Run& run) {
  auto result = reconstruct(*run.client, run.target, run.visit.transport, run.visit.state);
  if (!result) return tl::make_unexpected(result.error());
  if (!result->patch_problem.empty()) run.report.notes.push_back(result->patch_problem);
  run.report.patched_from = result->patched_from;
  run.content = std::move(result->content);
  auto feed = read_content(run, run.content);
  if (!feed) return tl::make_unexpected(feed.error());
  run.feed = std::move(*feed);
  return Next::go_on;
}

Result<Next> media(Run& run) {
  get_media(run, Which::needed_now);
  return Next::go_on;
}

Result<Next> build(Run& run) {
  return build_generation(run.visit.state, run.feed, run.content).map([] { return Next::go_on; });
}

Result<Next> check(Run& run) {
  return check_generation(run.visit.state).map([] { return Next::go_on; });
}

Result<Next> activate(Run& run) {
  return activate_generation(run.visit.state, run.target.generation).map([&run] {
    run.report.outcome = Outcome::activated;
    return Next::go_on;
  });
}

Result<Next> tidy(Run& run) {
  std::vector<std::uint64_t> keep = {run.target.generation};
  const auto before = run.report.generation_before;
  if (before && *before != run.target.generation && std::filesystem::exists(run.visit.state.database(*before))) {
    keep.push_back(*before);
  }
  return sweep(run.visit.state, keep).map([] { return Next::go_on; });
}

Result<Next> recordings(Run& run) {
  get_recordings(run);
  return Next::finished;
}

enum class OnFailure {
  stop,   // what was shown yesterday is shown today
  go_on,  // noted; the rest is worth having without it
};

struct Step {
  std::string_view name;
  Result<Next> (*perform)(Run&);
  OnFailure on_failure;
};

constexpr Step kSteps[] = {
    {"judge", judge, OnFailure::go_on},             // did the kiosk manage to show what it has?
    {"trust", trust, OnFailure::stop},              // the TUF workflow; the clock's floor
    {"choose", choose, OnFailure::stop},            // is there a generation to be had? finished when not
    {"reconstruct", get_content, OnFailure::stop},  // from a patch or whole, verified
    {"media", media, OnFailure::go_on},             // the pictures that are missing
    {"build", build, OnFailure::stop},              // content.db, aside
    {"check", check, OnFailure::stop},              // as the kiosk would read it
    {"activate", activate, OnFailure::stop},        // rename; from here on it is the current one
    {"tidy", tidy, OnFailure::go_on},               // older generations, objects nobody names
    {"recordings", recordings, OnFailure::go_on},   // speech and films: after all that is shown without them
};

}  // namespace

Report run_sync(const Visit& visit) {
  Run run{visit};
  run.report.generation_before = visit.state.current_generation();
  bool stopped = false;
  for (const Step& step : kSteps) {
    if (visit.on_step) visit.on_step(step.name);
    const auto next = step.perform(run);
    if (next && *next == Next::finished) break;
    if (next) continue;
    if (step.on_failure == OnFailure::go_on) {
      run.report.notes.push_back(std::string(step.name) + ": " + next.error().message);
      continue;
    }
    run.report.failed_step = step.name;
    run.report.error = next.error().message;
    stopped = true;
    break;
  }
  if (!stopped && run.report.outcome != Outcome::activated) run.report.outcome = Outcome::unchanged;
  run.report.generation = visit.state.current_generation();
  run.report.traffic = visit.transport.traffic();
  return run.report;
}

}  // namespace treffpunkt
