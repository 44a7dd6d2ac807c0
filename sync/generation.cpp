#include "sync/generation.h"

#include <fcntl.h>
#include <stdio.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

#include "content/json/item_json.h"
#include "content/store/build.h"
#include "sync/media.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/patch.h"

namespace treffpunkt {
namespace {

Result<void> remove_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::remove_all(folder, error);
  if (error) return fail(folder.string() + ": " + error.message());
  return {};
}

// A generation of this number that is already there changes places with the new one in one step, so that `current`
// never names a folder that is missing.
Result<void> move_into_place(const std::filesystem::path& from, const std::filesystem::path& to) {
  const unsigned int flags = std::filesystem::exists(to) ? RENAME_EXCHANGE : 0;
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0) return {};
  return fail(to.string() + ": " + std::strerror(errno));
}

Result<std::set<std::string>> objects_of(const StateFolder& state, std::uint64_t generation) {
  const auto content = read_bounded(state.content(generation), tuf::kLargestContent);
  if (!content) return tl::make_unexpected(content.error());
  const auto feed = read_ndjson(*content, state.content(generation).string());
  if (!feed) return tl::make_unexpected(feed.error());
  std::set<std::string> objects;
  for (const WantedObject& object : wanted_objects(*feed, *content)) objects.insert(object.sha256);
  return objects;
}

}  // namespace

Result<void> build_generation(const StateFolder& state, const Feed& feed, std::string_view content) {
  if (auto removed = remove_folder(state.building()); !removed) return removed;
  std::error_code error;
  std::filesystem::create_directories(state.building(), error);
  if (error) return fail(state.building().string() + ": " + error.message());
  return write_durably(state.building() / "content.ndjson", content).and_then([&] {
    return build_store(feed, state.building() / "content.db");
  });
}

Result<void> check_generation(const StateFolder& state) { return check_store(state.building() / "content.db"); }

Result<void> activate_generation(const StateFolder& state, std::uint64_t number) {
  return flush(state.building() / "content.db")
      .and_then([&] { return flush(state.building()); })
      .and_then([&] { return move_into_place(state.building(), state.generation(number)); })
      .and_then([&] { return flush(state.generations()); })
      .and_then([&] { return state.set_current_generation(number); });
}

Result<void> sweep(const StateFolder& state, const std::vector<std::uint64_t>& keep) {
  if (auto removed = remove_folder(state.building()); !removed) return removed;
  for (const std::uint64_t generation : state.kept_generations()) {
    if (std::find(keep.begin(), keep.end(), generation) != keep.end()) continue;
    if (auto removed = remove_folder(state.generation(generation)); !removed) return removed;
  }
  std::set<std::string> named;
  for (const std::uint64_t generation : keep) {
    auto objects = objects_of(state, generation);
    if (!objects) return tl::make_unexpected(objects.error());
    named.merge(*objects);
  }
  std::error_code error;
  std::vector<std::filesystem::path> unnamed;
  for (std::filesystem::recursive_directory_iterator entry(state.objects(), error), end; !error && entry != end;
       entry.increment(error)) {
    if (!entry->is_directory() && !named.contains(entry->path().filename().string())) unnamed.push_back(entry->path());
  }
  for (const auto& file : unnamed) std::filesystem::remove(file, error);
  if (error) return fail(state.objects().string() + ": " + error.message());
  return {};
}

}  // namespace treffpunkt
