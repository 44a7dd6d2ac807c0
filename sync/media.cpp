#include "sync/media.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <set>

#include "content/body/body_objects.h"
#include "content/json/item_json.h"
#include "sync/tuf/digest.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/hex.h"

namespace treffpunkt {
namespace {

constexpr std::uint64_t kLargestUnmeasured = 16 << 20;
constexpr int kFailuresBeforeGivingUp = 3;  // in a row: then it is not the file, it is the way to it
constexpr int kAttempts = 2;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

bool is_here(const StateFolder& state, const WantedObject& wanted) {
  std::error_code error;
  const auto length = std::filesystem::file_size(state.object(wanted.sha256), error);
  return !error && (!wanted.length || length == *wanted.length);
}

Result<void> write_object(Transport& transport, const WantedObject& wanted, const std::filesystem::path& beside) {
  const File file(std::fopen(beside.c_str(), "wb"));
  if (!file) return fail(beside.string() + ": cannot be written");
  tuf::Sha256 digest;
  std::uint64_t length = 0;
  const std::string path = "objects/" + wanted.sha256.substr(0, 2) + "/" + wanted.sha256;
  const auto fetched = transport.fetch(path, wanted.length.value_or(kLargestUnmeasured), [&](std::string_view piece) {
    digest.add(piece);
    length += piece.size();
    return std::fwrite(piece.data(), 1, piece.size(), file.get()) == piece.size();
  });
  if (!fetched) return fail(fetched.error().message);
  if (wanted.length && length != *wanted.length) return fail(path + ": " + std::to_string(length) + " bytes came");
  if (digest.hex() != wanted.sha256) return fail(path + ": its hash is another");
  if (std::fflush(file.get()) != 0) return fail(beside.string() + ": cannot be written");
  return {};
}

Result<void> fetch_object(Transport& transport, const StateFolder& state, const WantedObject& wanted) {
  const std::filesystem::path target = state.object(wanted.sha256);
  std::filesystem::path beside = target;
  beside += ".part";
  std::error_code error;
  std::filesystem::create_directories(target.parent_path(), error);
  if (error) return fail(target.parent_path().string() + ": " + error.message());
  auto written = write_object(transport, wanted, beside).and_then([&] { return flush(beside); });
  if (written) {
    std::filesystem::rename(beside, target, error);
    if (!error) return flush(target.parent_path());
    written = fail(target.string() + ": " + error.message());
  }
  std::filesystem::remove(beside, error);
  return written;
}

}  // namespace

std::vector<WantedObject> wanted_objects(const Feed& feed, std::string_view content) {
  std::map<std::string, WantedObject> found;
  const auto want = [&found](std::string_view sha256, std::optional<std::uint64_t> length, bool can_wait = false) {
    // Hashes become paths.
    if (!tuf::is_sha256_hex(sha256)) return;
    auto& known = found.try_emplace(std::string(sha256), WantedObject{std::string(sha256), length, can_wait}).first->second;
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

MediaOutcome fetch_media(Transport& transport, const StateFolder& state, const std::vector<WantedObject>& wanted) {
  MediaOutcome outcome;
  std::vector<WantedObject> left;
  std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(left),
               [&state](const WantedObject& object) { return !is_here(state, object); });
  int failures_in_a_row = 0;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::vector<WantedObject> failed;
    for (const WantedObject& object : left) {
      if (failures_in_a_row >= kFailuresBeforeGivingUp) {
        failed.push_back(object);
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
