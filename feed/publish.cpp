#include "feed/publish.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "content/json/item_json.h"
#include "content/language/zone.h"
#include "feed/folder_lock.h"
#include "feed/object_names.h"
#include "feed/picture_shelf.h"
#include "feed/published_feed.h"
#include "feed/signing_keys.h"
#include "feed/superseded.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/patch.h"

namespace treffpunkt {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;

constexpr days kTimestampLife{14}, kSnapshotLife{30}, kTargetsLife{365}, kRootLife{2 * 365};
constexpr days kRootNotice{180};

bool is_aging(Instant expires, Instant now, days life) { return expires - now < life / 2; }

std::string without_header(std::string_view ndjson) {
  return std::string(ndjson.substr(std::min(ndjson.find('\n'), ndjson.size())));
}

template <typename Role>
Role before_the_first() {
  Role role;
  role.version = 0;
  return role;
}

// One run: what it needs in the order of its steps.
class Publishing {
 public:
  Publishing(Feed feed, const PublishOptions& options) : feed_(std::move(feed)), options_(options) {}

  Result<Published> run() {
    return read_folder()
        .and_then([this] { return prepare_root(); })
        .and_then([this] { return prepare_content(); })
        .and_then([this] { return write_objects(); })
        .and_then([this] { return write_targets(); })
        .and_then([this] { return sync_folders(); })
        .and_then([this] { return write_metadata(); })
        .map([this] {
          remove_old();
          return result_;
        });
  }

 private:
  Result<void> read_folder() {
    auto published = read_published(options_.out);
    if (!published) return tl::make_unexpected(published.error());
    auto keys = load_keys(options_.keys);
    if (!keys) return tl::make_unexpected(keys.error());
    published_ = std::move(*published);
    keys_ = std::make_unique<SigningKeys>(std::move(*keys));
    result_.is_first = !published_ || !published_->state;
    if (others_can_read(options_.keys)) {
      result_.notes.push_back(fmt::format("others can read the keys in {}: chmod -R go= it", options_.keys.string()));
    }
    return {};
  }

  Result<void> prepare_root() {
    if (!published_) return write_root();
    if (published_->root.expires - options_.now < kRootNotice) {
      result_.notes.push_back(fmt::format("the feed's root expires on {}: kiosks need a new one before that day",
                                          format_instant(published_->root.expires)));
    }
    return check_keys(*keys_, published_->root);
  }

  Result<void> write_root() {
    if (!keys_->root) return fail(fmt::format("the first publishing needs {}", (options_.keys / "root.pem").string()));
    tuf::Root root;
    root.expires = options_.now + kRootLife;
    const auto add = [&root](std::string role, const tuf::PrivateKey& key) {
      const auto id = tuf::key_id(key.public_key());
      root.keys[id] = key.public_key();
      root.roles[std::move(role)] = {{id}, 1};
    };
    add("root", *keys_->root);
    add("targets", keys_->targets);
    add("snapshot", keys_->snapshot);
    add("timestamp", keys_->timestamp);
    published_.emplace().root = root;
    return write_durably(options_.out / metadata_path(1, "root"), tuf::sign(tuf::canonical(root), {&*keys_->root}));
  }

  // Which generation this is, by comparing it with the newest that lies there.
  Result<void> prepare_content() {
    const auto& generations = published_->generations;
    feed_.header.generation = generations.empty() ? 0 : generations.front().generation;
    content_ = to_ndjson(feed_);
    if (!generations.empty()) {
      const auto newest = read_content(options_.out, generations.front());
      if (newest && !belongs_to(*newest)) return fail(wrong_feed());
      if (!newest) result_.notes.push_back(newest.error().message + "; published anew as another generation");
      result_.is_new_generation = !newest || *newest != content_;
    } else {
      result_.is_new_generation = true;
    }
    if (result_.is_new_generation) {
      ++feed_.header.generation;
      content_ = to_json(feed_.header) + without_header(content_);
    }
    if (content_.size() > tuf::kLargestContent) {
      return fail(fmt::format("the content has {} bytes, more than the {} that a kiosk takes", content_.size(),
                              tuf::kLargestContent));
    }
    result_.generation = feed_.header.generation;
    result_.content_length = content_.size();
    return {};
  }

  bool belongs_to(const std::string& newest) const {
    const auto header = newest.substr(0, newest.find('\n'));
    return header.find("\"id\":\"" + feed_.header.id + "\"") != std::string::npos;
  }

  std::string wrong_feed() const {
    return fmt::format("{} holds another feed than '{}'; publish into a folder of its own", options_.out.string(),
                       feed_.header.id);
  }

  Result<void> write_objects() {
    add_object_names(content_, objects_);
    std::size_t done = 0;
    for (const auto& name : objects_) {
      report("objects", done++, objects_.size());
      const auto file = options_.out / object_path(name);
      std::error_code error;
      const auto source = options_.objects / object_path(name);
      const auto length = fs::file_size(source, error);
      if (!error && fs::file_size(file, error) == length && !error) continue;
      const auto bytes = read_bounded(source, length);
      if (!bytes) return tl::make_unexpected(bytes.error());
      if (auto written = write_for_flush(file, *bytes); !written) return written;
      unsynced_.insert(file.parent_path());
      ++result_.new_objects;
      result_.new_object_bytes += bytes->size();
    }
    return {};
  }

  Result<void> write_targets() {
    if (!result_.is_new_generation) {
      targets_ = published_->state->targets;
      result_.compressed_length = published_->generations.front().content.length;
      return {};
    }
    report("compressing", 0, 1);
    const auto whole = tuf::compress(content_);
    result_.compressed_length = whole.size();
    if (auto written = add_target(std::string(kContentTarget), whole); !written) return written;
    return write_patches();
  }

  Result<void> write_patches() {
    const auto& generations = published_->generations;
    std::size_t done = 0;
    for (const auto& from : generations) {
      report("patches", done++, generations.size());
      const auto old = read_content(options_.out, from);
      if (!old) continue;  // a kiosk with that one fetches the whole file
      add_object_names(*old, objects_);
      if (from.generation + kPatchedGenerations < feed_.header.generation) continue;
      const auto patch = tuf::make_patch(*old, content_);
      if (!patch || patch->size() >= result_.compressed_length) continue;
      if (auto written = add_target(fmt::format("patch-{}.zst", from.generation), *patch); !written) return written;
      ++result_.patches;
      if (from.generation + 1 == feed_.header.generation) result_.previous_patch_length = patch->size();
    }
    return {};
  }

  Result<void> add_target(std::string name, const std::string& bytes) {
    tuf::TargetFile file;
    file.length = bytes.size();
    const auto sha256 = tuf::sha256_hex(bytes);
    file.hashes["sha256"] = sha256;
    file.generation = feed_.header.generation;
    file.content_length = content_.size();
    file.content_sha256 = tuf::sha256_hex(content_);
    const auto path = options_.out / target_path(sha256, name);
    auto written = write_for_flush(path, bytes);
    unsynced_.insert(path.parent_path());
    targets_.targets[std::move(name)] = std::move(file);
    return written;
  }

  // Before any metadata names what is in them.
  Result<void> sync_folders() {
    for (const auto& folder : unsynced_) {
      if (auto synced = flush(folder); !synced) return synced;
    }
    return {};
  }

  Result<void> write_metadata() {
    const bool first = result_.is_first;
    const auto& state = published_->state;
    auto snapshot = first ? before_the_first<tuf::Snapshot>() : state->snapshot;
    const bool new_targets = result_.is_new_generation || is_aging(targets_.expires, options_.now, kTargetsLife);
    if (new_targets) {
      targets_.version = first ? 1 : state->targets.version + 1;
      targets_.expires = options_.now + kTargetsLife;
      const auto json = tuf::sign(tuf::canonical(targets_), {&keys_->targets});
      snapshot.meta["targets.json"] = meta_of(targets_.version, json);
      if (auto written = write_role(targets_.version, "targets", json); !written) return written;
    }
    auto timestamp = first ? before_the_first<tuf::Timestamp>() : state->timestamp;
    if (new_targets || is_aging(snapshot.expires, options_.now, kSnapshotLife)) {
      ++snapshot.version;
      snapshot.expires = options_.now + kSnapshotLife;
      const auto json = tuf::sign(tuf::canonical(snapshot), {&keys_->snapshot});
      timestamp.snapshot = meta_of(snapshot.version, json);
      if (auto written = write_role(snapshot.version, "snapshot", json); !written) return written;
    }
    snapshot_version_ = snapshot.version;
    ++timestamp.version;
    timestamp.expires = options_.now + kTimestampLife;
    timestamp.issued = options_.now;
    result_.timestamp_expires = timestamp.expires;
    return write_durably(options_.out / timestamp_path(), tuf::sign(tuf::canonical(timestamp), {&keys_->timestamp}));
  }

  Result<void> write_role(std::uint64_t version, std::string_view role, const std::string& json) {
    return write_durably(options_.out / metadata_path(version, role), json);
  }

  static tuf::MetaFile meta_of(std::uint64_t version, const std::string& json) {
    return {version, json.size(), {{"sha256", tuf::sha256_hex(json)}}};
  }

  void remove_old() {
    if (!result_.is_new_generation) return;
    auto kept = published_->kept_targets;
    kept.insert(kept.begin(), targets_);
    if (kept.size() > kKeptVersions) kept.resize(kKeptVersions);
    result_.removed_files = remove_superseded(options_.out, kept, snapshot_version_, objects_);
  }

  void report(std::string_view what, std::size_t done, std::size_t of) const {
    if (options_.progress) options_.progress(what, done, of);
  }

  Feed feed_;
  const PublishOptions& options_;
  std::optional<PublishedFeed> published_;
  std::unique_ptr<SigningKeys> keys_;
  std::string content_;            // content.ndjson of this generation
  std::set<std::string> objects_;  // named in it and in those that stay
  std::set<fs::path> unsynced_;    // folders with new names in them
  tuf::Targets targets_;
  std::uint64_t snapshot_version_ = 0;
  Published result_;
};

}  // namespace

Result<Published> publish(Feed feed, const PublishOptions& options) {
  const auto lock = FolderLock::take(options.out);
  if (!lock) return tl::make_unexpected(lock.error());
  return Publishing{std::move(feed), options}.run();
}

}  // namespace treffpunkt
