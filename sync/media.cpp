#include "sync/media.h"

#include <algorithm>
#include <map>
#include <set>

#include "content/body/body_objects.h"
#include "content/json/item_json.h"
#include "sync/card.h"
#include "sync/tuf/download.h"
#include "sync/tuf/hex.h"

namespace treffpunkt {
namespace {

constexpr std::uint64_t kLargestUnmeasured = 16 << 20;
constexpr int kFailuresBeforeGivingUp = 3;  // in a row: then it is not the file, it is the way to it
constexpr int kAttempts = 2;

bool is_here(const StateFolder& state, const WantedObject& wanted) {
  std::error_code error;
  const auto length = std::filesystem::file_size(state.object(wanted.sha256), error);
  return !error && (!wanted.length || length == *wanted.length);
}

Result<void> fetch_object(Transport& transport, const StateFolder& state, const WantedObject& wanted) {
  const std::string path = "objects/" + wanted.sha256.substr(0, 2) + "/" + wanted.sha256;
  return tuf::download(transport, {path, wanted.length, kLargestUnmeasured, {{"sha256", wanted.sha256}}},
                       state.object(wanted.sha256));
}

Result<void> check_room(const Room& room, const WantedObject& object) {
  const std::uint64_t needed = object.length.value_or(0) + room.spare;
  const std::uint64_t free = room.free_bytes();
  if (free >= needed) return {};
  return fail(full_card(needed, free));
}

}  // namespace

std::vector<WantedObject> wanted_objects(const Feed& feed, std::string_view content) {
  std::map<std::string, WantedObject> found;
  const auto want = [&found](std::string_view sha256, std::optional<std::uint64_t> length, bool can_wait = false) {
    // Hashes become paths.
    if (!tuf::is_sha256_hex(sha256)) return;
    auto& known =
        found.try_emplace(std::string(sha256), WantedObject{std::string(sha256), length, can_wait}).first->second;
    if (length) known.length = length;
    known.can_wait = known.can_wait && can_wait;
  };
  for (const AnyItem& any : feed.items) {
    const Item& item = common(any);
    if (item.image) want(item.image->object, item.image->length);
    if (item.video) want(item.video->object, item.video->length, true);
    for (const auto& [language, speech] : item.audio) want(speech.object, speech.length, true);
  }
  std::set<std::string> in_bodies;
  add_body_objects(content, in_bodies);
  for (const auto& sha256 : in_bodies) want(sha256, std::nullopt);
  std::vector<WantedObject> wanted;
  for (auto& [sha256, object] : found) wanted.push_back(std::move(object));
  return wanted;
}

std::vector<WantedObject> missing_objects(const StateFolder& state, std::vector<WantedObject> wanted) {
  std::erase_if(wanted, [&state](const WantedObject& object) { return is_here(state, object); });
  return wanted;
}

std::uint64_t length_of(const std::vector<WantedObject>& objects) {
  std::uint64_t length = 0;
  for (const WantedObject& object : objects) length += object.length.value_or(0);
  return length;
}

MediaOutcome fetch_media(Transport& transport, const StateFolder& state, const std::vector<WantedObject>& wanted,
                         const Room& room) {
  MediaOutcome outcome;
  std::vector<WantedObject> left = missing_objects(state, wanted);
  int failures_in_a_row = 0;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::vector<WantedObject> failed;
    for (const WantedObject& object : left) {
      if (failures_in_a_row >= kFailuresBeforeGivingUp) {
        failed.push_back(object);
        continue;
      }
      // A small one may still fit in.
      if (const auto fits = check_room(room, object); !fits) {
        failed.push_back(object);
        if (outcome.problem.empty()) outcome.problem = fits.error().message;
        continue;
      }
      const auto fetched = fetch_object(transport, state, object);
      failures_in_a_row = fetched ? 0 : failures_in_a_row + 1;
      outcome.fetched += fetched ? 1 : 0;
      if (!fetched) failed.push_back(object);
      if (!fetched && outcome.problem.empty()) outcome.problem = fetched.error().message;
    }
    left = std::move(failed);
  }
  for (const WantedObject& object : left) outcome.missing.push_back(object.sha256);
  if (left.empty()) outcome.problem.clear();
  return outcome;
}

}  // namespace treffpunkt
