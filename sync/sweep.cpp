#include "sync/sweep.h"

#include <algorithm>

#include "content/json/item_json.h"
#include "content/store/store.h"
#include "sync/media.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/patch.h"

namespace treffpunkt {
namespace {

// By its text, or if that is spoilt by its database.
Result<std::set<std::string>> objects_of(const StateFolder& state, std::uint64_t generation) {
  std::set<std::string> objects;
  const auto content = read_bounded(state.content(generation), tuf::kLargestContent);
  const auto feed = content ? read_ndjson(*content, state.content(generation).string())
                            : Result<Feed>(tl::make_unexpected(content.error()));
  if (feed) {
    for (const WantedObject& object : wanted_objects(*feed, *content)) objects.insert(object.sha256);
    return objects;
  }
  return Store::open(state.database(generation))
      .and_then([](const Store& store) { return store.objects(); })
      .map([](const std::vector<std::string>& names) { return std::set<std::string>(names.begin(), names.end()); });
}

Result<void> sweep_generations(const StateFolder& state, const std::vector<std::uint64_t>& keep) {
  std::error_code error;
  for (const std::uint64_t generation : state.kept_generations()) {
    if (std::find(keep.begin(), keep.end(), generation) != keep.end()) continue;
    std::filesystem::remove_all(state.generation(generation), error);
    if (error) return fail(state.generation(generation).string() + ": " + error.message());
  }
  return {};
}

void sweep_notes(const StateFolder& state, const std::vector<std::uint64_t>& keep) {
  const std::uint64_t newest = keep.empty() ? 0 : *std::max_element(keep.begin(), keep.end());
  for (const std::uint64_t generation : state.noted_generations()) {
    if (generation >= newest || std::find(keep.begin(), keep.end(), generation) != keep.end()) continue;
    (void)state.forget_trial(generation);  // the kiosk's folder; a note too many does no harm
  }
}

Result<void> sweep_objects(const StateFolder& state, const std::set<std::string>& named) {
  std::error_code error;
  std::vector<std::filesystem::path> unnamed;
  for (std::filesystem::recursive_directory_iterator entry(state.objects(), error), end; !error && entry != end;
       entry.increment(error)) {
    // One that is on its way is called <hash>.part, with a note <hash>.from (tuf/download.h).
    const auto& path = entry->path();
    const bool on_its_way = path.extension() == ".part" || path.extension() == ".from";
    const std::string name = (on_its_way ? path.stem() : path.filename()).string();
    if (!entry->is_directory() && !named.contains(name)) unnamed.push_back(path);
  }
  for (const auto& file : unnamed) std::filesystem::remove(file, error);
  if (error) return fail(state.objects().string() + ": " + error.message());
  return {};
}

}  // namespace

Result<void> sweep(const StateFolder& state, const std::vector<std::uint64_t>& keep,
                   const std::set<std::string>& also_wanted) {
  if (auto swept = sweep_generations(state, keep); !swept) return swept;
  sweep_notes(state, keep);
  std::set<std::string> named = also_wanted;
  for (const std::uint64_t generation : keep) {
    auto objects = objects_of(state, generation);
    if (!objects) return tl::make_unexpected(objects.error());
    named.merge(*objects);
  }
  return sweep_objects(state, named);
}

}  // namespace treffpunkt
