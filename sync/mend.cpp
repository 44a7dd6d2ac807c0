#include "sync/mend.h"

#include <algorithm>
#include <iterator>

#include "content/json/item_json.h"
#include "content/store/store.h"
#include "sync/card.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/hex.h"
#include "sync/tuf/patch.h"

namespace treffpunkt {
namespace {

Result<void> build_again(const StateFolder& state, std::uint64_t number) {
  const auto content = read_bounded(state.content(number), tuf::kLargestContent);
  if (!content) return tl::make_unexpected(content.error());
  const auto feed = read_ndjson(*content, state.content(number).string());
  if (!feed) return tl::make_unexpected(feed.error());
  return build_generation(state, *feed, *content).and_then([&] { return check_generation(state); }).and_then([&] {
    return place_generation(state, number);
  });
}

void mend_generation(const StateFolder& state, std::uint64_t number, Mended& mended, Soundness& soundness) {
  const std::string name = "generation " + std::to_string(number);
  if (soundness.database_good && soundness.content_good) return;
  if (soundness.database_good) {
    mended.notes.push_back(name + ": its text was spoilt on the card; what is shown is not");
    return;
  }
  // Whatever the kiosk noted was the card's fault.
  (void)state.forget_trial(number);
  if (!soundness.content_good) {
    mended.notes.push_back(name + " was spoilt on the card");
    return;
  }
  const auto built = build_again(state, number);
  soundness.database_good = built.has_value();
  mended.notes.push_back(built ? name + ": its database was spoilt and has been built again"
                               : name + ": its database was spoilt: " + built.error().message);
}

std::vector<std::string> objects_after(const StateFolder& state, const std::string& last) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator entry(state.objects(), error), end; !error && entry != end;
       entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (tuf::is_sha256_hex(name)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  std::rotate(names.begin(), std::upper_bound(names.begin(), names.end(), last), names.end());
  return names;
}

Result<void> remove_object(const StateFolder& state, const std::string& name) {
  if (auto marked = write_durably(state.unfinished(), ""); !marked) return marked;
  std::error_code error;
  std::filesystem::remove(state.object(name), error);
  if (error) return fail(state.object(name).string() + ": " + error.message());
  return {};
}

}  // namespace

bool Mended::can_be_shown(std::uint64_t number) const {
  const auto found = generations.find(number);
  return found != generations.end() && found->second.database_good;
}

Mended mend_generations(const StateFolder& state, const std::optional<SignedContent>& trusted) {
  Mended mended;
  for (const std::uint64_t number : state.kept_generations()) {
    const bool told = trusted && trusted->generation == number;
    Soundness soundness = examine_generation(state, number, told ? std::optional(trusted->sha256) : std::nullopt);
    mend_generation(state, number, mended, soundness);
    mended.generations.emplace(number, std::move(soundness));
  }
  return mended;
}

bool current_opens(const StateFolder& state) {
  const auto current = state.current_generation();
  return current && Store::open(state.database(*current)).has_value();
}

Mended glance_at_generations(const StateFolder& state) {
  Mended mended;
  const auto current = state.current_generation();
  for (const std::uint64_t number : state.kept_generations()) {
    Soundness& soundness = mended.generations[number];
    soundness.database_good = Store::open(state.database(number)).has_value();
    if (number == current) soundness.content_sha256 = sha256_of_file(state.content(number)).value_or("");
  }
  return mended;
}

std::optional<std::uint64_t> fit_to_show(const StateFolder& state, const Mended& mended) {
  const auto current = state.current_generation();
  if (current && mended.can_be_shown(*current) && state.trial_of(*current) != Trial::bad) return current;
  std::optional<std::uint64_t> good, untried;
  for (const auto& [number, soundness] : mended.generations) {
    if (!soundness.database_good) continue;
    const Trial trial = state.trial_of(number);
    if (trial == Trial::good) good = number;
    if (trial == Trial::untried) untried = number;
  }
  // Of a `current` that was lost only this much is known: it was the newest, tried or not.
  if (!current && untried > good) return untried;
  return good ? good : untried;
}

Result<ReadObjects> mend_objects(const StateFolder& state, std::uint64_t most_bytes) {
  ReadObjects result;
  const std::string last = read_bounded(state.read_up_to(), 64).value_or("");
  std::string read_up_to;
  for (const std::string& name : objects_after(state, last)) {
    if (result.bytes >= most_bytes) break;
    std::error_code ignored;
    const auto length = std::filesystem::file_size(state.object(name), ignored);
    const auto hash = sha256_of_file(state.object(name));
    if (!ignored) result.bytes += length;
    ++result.read;
    read_up_to = name;
    if (hash && *hash == name) continue;
    if (auto removed = remove_object(state, name); !removed) return tl::make_unexpected(removed.error());
    ++result.removed;
  }
  if (read_up_to.empty() || read_up_to == last) return result;
  if (auto kept = write_quickly(state.read_up_to(), read_up_to); !kept) return tl::make_unexpected(kept.error());
  return result;
}

}  // namespace treffpunkt
