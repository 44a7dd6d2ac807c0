#include "sync/run.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "content/json/item_json.h"
#include "content/language/zone.h"
#include "sync/card.h"
#include "sync/generation.h"
#include "sync/media.h"
#include "sync/mend.h"
#include "sync/reconstruct.h"
#include "sync/sweep.h"
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
  Mended mended = {};
  std::optional<tuf::Client> client;
  tuf::TargetFile target;  // the trusted content, activated or not
  std::string content;
  Feed feed;
};

enum class Next {
  go_on,
  unchanged  // nothing is to be built; only the steps that are for every night follow
};

// Read again each night to find rot; all of them after some nights.
constexpr std::uint64_t kObjectsReadEachNight = 256 << 20;
// Left to the kiosk and the system, whatever a feed brings.
constexpr std::uint64_t kReserve = 32 << 20;
constexpr std::uint64_t kDatabasePerContent = 4;
// Without a kiosk that notes what it shows (a desk) nothing ever becomes good.
constexpr std::size_t kMostGenerations = 8;

std::uint64_t free_on_card(const Run& run) {
  return run.visit.free_bytes ? run.visit.free_bytes() : free_bytes(run.visit.state.objects());
}

// What the metadata that is kept says of the content; the network is not asked.
std::optional<SignedContent> kept_trust(Run& run) {
  auto client = tuf::Client::open(run.visit.state.metadata(), run.visit.first_root);
  if (!client) return std::nullopt;
  run.client = std::move(*client);
  if (!run.client->targets()) return std::nullopt;
  const auto& targets = run.client->targets()->value.targets;
  const auto found = targets.find(kContentTarget);
  if (found == targets.end() || found->second.content_sha256.empty()) return std::nullopt;
  return SignedContent{found->second.generation, found->second.content_sha256};
}

Result<Next> mend(Run& run) {
  const auto trusted = kept_trust(run);
  if (!run.visit.thorough) {
    run.mended = glance_at_generations(run.visit.state);
    return Next::go_on;
  }
  run.mended = mend_generations(run.visit.state, trusted);
  auto& notes = run.report.notes;
  notes.insert(notes.end(), run.mended.notes.begin(), run.mended.notes.end());
  const auto objects = mend_objects(run.visit.state, kObjectsReadEachNight);
  if (!objects) return tl::make_unexpected(objects.error());
  if (objects->removed > 0) {
    notes.push_back(std::to_string(objects->removed) + " objects were spoilt on the card and are fetched again");
  }
  return Next::go_on;
}

// A generation that the kiosk could not show, or the card has spoilt, gives way to another one.
Result<Next> judge(Run& run) {
  const StateFolder& state = run.visit.state;
  const auto current = state.current_generation();
  const auto fit = fit_to_show(state, run.mended);
  if (!fit && !current) return Next::go_on;
  if (!fit) return fail("generation " + std::to_string(*current) + " cannot be shown, and there is no other");
  if (fit == current) return Next::go_on;
  if (auto set = state.set_current_generation(*fit); !set) return tl::make_unexpected(set.error());
  run.report.notes.push_back((current ? "generation " + std::to_string(*current) + " cannot be shown; "
                                      : std::string("nothing said which generation is current; ")) +
                             "back to " + std::to_string(*fit));
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
  if (!run.client) {
    auto client = tuf::Client::open(run.visit.state.metadata(), run.visit.first_root);
    if (!client) return tl::make_unexpected(client.error());
    run.client = std::move(*client);
  }
  const auto refreshed = run.client->refresh(run.visit.transport, run.visit.now);
  describe_trust(run);
  if (!refreshed) return tl::make_unexpected(refreshed.error());
  if (run.report.issued && run.visit.clock_is_right && !is_plausible_floor(run.visit.now, *run.report.issued)) {
    run.report.notes.push_back("the feed says that it was issued at " + format_instant(*run.report.issued) +
                               ", which is still to come");
  } else if (run.report.issued) {
    if (auto raised = raise_clock_floor(run.visit.state.clock(), *run.report.issued); !raised) {
      return tl::make_unexpected(raised.error());
    }
  }
  return Next::go_on;
}

// Its text is as signed, and the database that was made of it is still what it was.
bool is_current(const Run& run) {
  const auto current = run.visit.state.current_generation();
  if (!current || *current != run.target.generation || !run.mended.can_be_shown(*current)) return false;
  return run.mended.generations.at(*current).content_sha256 == run.target.content_sha256;
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

std::vector<WantedObject> objects_of(const Run& run, Which which) {
  auto wanted = wanted_objects(run.feed, run.content);
  std::erase_if(wanted, [which](const WantedObject& object) { return object.can_wait != (which == Which::can_wait); });
  return wanted;
}

// What a generation of this content takes on the card beside its objects. Of the one that is here it is known how large
// a database its text makes; else as in content/harburg, where it is 3.7 times as large.
std::uint64_t length_of_generation(const Run& run) {
  const StateFolder& state = run.visit.state;
  const std::uint64_t content = run.target.content_length;
  std::uint64_t database = content * kDatabasePerContent;
  if (const auto current = state.current_generation()) {
    std::error_code error;
    const auto old_content = std::filesystem::file_size(state.content(*current), error);
    const auto old_database = error ? 0 : std::filesystem::file_size(state.database(*current), error);
    if (!error && old_content > 0) database = content * old_database / old_content + old_database / 8;
  }
  return content + database;
}

// The current generation, and another one to go back to: the newest good one, or else the newest that may be.
std::vector<std::uint64_t> worth_keeping(const Run& run) {
  const StateFolder& state = run.visit.state;
  const auto current = state.current_generation();
  std::optional<std::uint64_t> good, untried;
  for (const auto& [number, soundness] : run.mended.generations) {
    if (!soundness.database_good || number == current) continue;
    const Trial trial = state.trial_of(number);
    if (trial == Trial::good) good = number;
    if (trial == Trial::untried) untried = number;
  }
  std::vector<std::uint64_t> keep;
  if (current) keep.push_back(*current);
  if (const auto other = good ? good : untried) keep.push_back(*other);
  return keep;
}

// Takes away what is only there in case.
Result<void> make_room(Run& run) {
  std::set<std::string> wanted;
  for (const WantedObject& object : wanted_objects(run.feed, run.content)) wanted.insert(object.sha256);
  return sweep(run.visit.state, worth_keeping(run), wanted);
}

void get_media(Run& run, Which which, std::uint64_t spare) {
  const auto missing = missing_objects(run.visit.state, objects_of(run, which));
  if (!missing.empty() && free_on_card(run) < length_of(missing) + spare) {
    if (const auto made = make_room(run); !made) run.report.notes.push_back(made.error().message);
  }
  const auto outcome =
      fetch_media(run.visit.transport, run.visit.state, missing, {[&run] { return free_on_card(run); }, spare});
  run.report.objects_fetched += outcome.fetched;
  run.report.objects_missing += outcome.missing.size();
  run.report.card_full = run.report.card_full || tells_of_full_card(outcome.problem);
  if (!outcome.missing.empty()) {
    run.report.notes.push_back(std::to_string(outcome.missing.size()) + " objects are missing (" + outcome.problem +
                               ")");
  }
}

// The mark that activate() made stays when a power cut comes in between or something is missing, and the next run goes
// on.
void get_recordings(Run& run) {
  if (!run.visit.recordings) return;  // the night takes them
  get_media(run, Which::can_wait, kReserve);
  std::error_code ignored;
  if (run.report.objects_missing == 0) std::filesystem::remove(run.visit.state.unfinished(), ignored);
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
  if (run.visit.state.trial_of(run.target.generation) == Trial::bad) {
    run.report.notes.push_back("generation " + std::to_string(run.target.generation) +
                               " cannot be shown; waiting for another");
    return Next::unchanged;
  }
  if (!is_current(run)) return Next::go_on;
  if (run.visit.objects_were_missing || std::filesystem::exists(run.visit.state.unfinished())) {
    const auto content = read_bounded(run.visit.state.content(run.target.generation), tuf::kLargestContent);
    if (!content) return tl::make_unexpected(content.error());
    auto feed = read_content(run, *content);
    if (!feed) return tl::make_unexpected(feed.error());
    run.content = *content;
    run.feed = std::move(*feed);
    get_media(run, Which::needed_now, kReserve);
    get_recordings(run);
  }
  return Next::unchanged;
}

// Before anything is written. Pictures that do not fit in are no reason to do without the texts: they are left out.
Result<Next> room(Run& run) {
  const std::uint64_t needed = run.target.length + length_of_generation(run) + kReserve;
  if (free_on_card(run) >= needed) return Next::go_on;
  if (auto made = make_room(run); !made) return tl::make_unexpected(made.error());
  const std::uint64_t free = free_on_card(run);
  if (free >= needed) return Next::go_on;
  return fail(full_card(needed, free));
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

// Older generations, and objects that nobody names. Until the current generation is good the one before it may be
// needed again, with all that it shows.
Result<Next> tidy(Run& run) {
  const StateFolder& state = run.visit.state;
  const auto current = state.current_generation();
  if (!run.visit.thorough || !current) return Next::go_on;
  if (state.trial_of(*current) != Trial::good && state.kept_generations().size() <= kMostGenerations)
    return Next::go_on;
  return make_room(run).map([] { return Next::go_on; });
}

Result<Next> media(Run& run) {
  get_media(run, Which::needed_now, length_of_generation(run) + kReserve);
  return Next::go_on;
}

Result<Next> build(Run& run) {
  return build_generation(run.visit.state, run.feed, run.content).map([] { return Next::go_on; });
}

Result<Next> check(Run& run) {
  return check_generation(run.visit.state).map([] { return Next::go_on; });
}

// Marked before it is current: a power cut right after that must not leave a generation without its speech for good.
Result<Next> activate(Run& run) {
  const auto marked = write_durably(run.visit.state.unfinished(), "");
  if (!marked) run.report.notes.push_back(marked.error().message);
  return activate_generation(run.visit.state, run.target.generation).map([&run] {
    run.report.outcome = Outcome::activated;
    return Next::go_on;
  });
}

Result<Next> recordings(Run& run) {
  get_recordings(run);
  return Next::go_on;
}

enum class OnFailure {
  stop,   // what was shown yesterday is shown today
  go_on,  // noted; the rest is worth having without it
};

enum class When {
  always,     // every night
  if_changed  // when there is a generation to be had
};

struct Step {
  std::string_view name;
  Result<Next> (*perform)(Run&);
  OnFailure on_failure;
  When when;
};

constexpr Step kSteps[] = {
    {"mend", mend, OnFailure::go_on, When::always},                   // what has the card spoilt?
    {"judge", judge, OnFailure::go_on, When::always},                 // did the kiosk manage to show what it has?
    {"trust", trust, OnFailure::stop, When::always},                  // the TUF workflow; the clock's floor
    {"choose", choose, OnFailure::stop, When::always},                // is there a generation to be had?
    {"room", room, OnFailure::stop, When::if_changed},                // does it fit on the card?
    {"reconstruct", get_content, OnFailure::stop, When::if_changed},  // from a patch or whole, verified
    {"tidy", tidy, OnFailure::go_on, When::always},                   // what nobody needs, once the current is good
    {"media", media, OnFailure::go_on, When::if_changed},             // the pictures that are missing
    {"build", build, OnFailure::stop, When::if_changed},              // content.db, aside
    {"check", check, OnFailure::stop, When::if_changed},              // as the kiosk would read it
    {"activate", activate, OnFailure::stop, When::if_changed},        // rename; from here on it is the current one
    {"recordings", recordings, OnFailure::go_on,
     When::if_changed},  // speech and films: after all that is shown without
};

void perform(Run& run) {
  Report& report = run.report;
  bool changed = true;
  for (const Step& step : kSteps) {
    if (!changed && step.when == When::if_changed) continue;
    if (run.visit.on_step) run.visit.on_step(step.name);
    const auto next = step.perform(run);
    if (next && *next == Next::unchanged) changed = false;
    if (next) continue;
    report.card_full = report.card_full || tells_of_full_card(next.error().message);
    if (step.on_failure == OnFailure::go_on) {
      report.notes.push_back(std::string(step.name) + ": " + next.error().message);
      continue;
    }
    report.failed_step = step.name;
    report.error = next.error().message;
    return;
  }
  if (report.outcome != Outcome::activated) report.outcome = Outcome::unchanged;
}

}  // namespace

Report run_sync(const Visit& visit) {
  Run run{visit};
  run.report.generation_before = visit.state.current_generation();
  perform(run);
  // What was not activated is in the way on a full card.
  std::error_code ignored;
  std::filesystem::remove_all(visit.state.building(), ignored);
  run.report.generation = visit.state.current_generation();
  run.report.traffic = visit.transport.traffic();
  return run.report;
}

}  // namespace treffpunkt
