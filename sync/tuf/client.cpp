#include "sync/tuf/client.h"

#include <algorithm>
#include <set>

#include "content/language/zone.h"
#include "sync/tuf/digest.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/hex.h"

namespace treffpunkt::tuf {
namespace {

constexpr int kMostRoots = 64;  // in one refresh; the next one goes on
constexpr std::uint64_t kLargestRoot = 512 << 10;
constexpr std::uint64_t kLargestTimestamp = 16 << 10;
constexpr std::uint64_t kLargestSnapshot = 2 << 20;
constexpr std::uint64_t kLargestTargets = 4 << 20;

// What a file that fails its checks is called in messages: "7.snapshot.json".
std::string file_name(const Root& root, const char* role, std::uint64_t version) {
  return (root.consistent_snapshot ? std::to_string(version) + "." : std::string()) + role + ".json";
}

template <typename T>
Result<void> check_signatures(const Root& root, const char* role, const Signed<T>& file, std::string_view name) {
  if (meets_threshold(root, role, file.signed_bytes, file.signatures)) return {};
  return fail(std::string(name) + ": not signed by enough of the keys for " + role);
}

template <typename T>
Result<void> check_expiry(const Signed<T>& file, Instant now, std::string_view name) {
  if (now < file.value.expires) return {};
  return fail(std::string(name) + ": expired at " + format_instant(file.value.expires));
}

Result<std::string> fetch_metadata(Transport& transport, const std::string& name, std::uint64_t maximum) {
  auto fetched = fetch_text(transport, "metadata/" + name, maximum);
  if (!fetched) return fail(fetched.error().message);
  return std::move(*fetched);
}

std::uint64_t limit(const MetaFile& expected, std::uint64_t largest) {
  return expected.length ? std::min(*expected.length, largest) : largest;
}

// The keys themselves, not their ids: the same key under another id is not a new key.
std::set<std::string> keys_of(const Root& root, const std::string& role) {
  std::set<std::string> values;
  const auto found = root.roles.find(role);
  if (found == root.roles.end()) return values;
  for (const std::string& id : found->second.keyids) {
    const auto key = root.keys.find(id);
    if (key != root.keys.end()) values.insert(key->second.value);
  }
  return values;
}

bool lost_a_key(const Root& before, const Root& after, const std::string& role) {
  const auto old_keys = keys_of(before, role);
  const auto new_keys = keys_of(after, role);
  return !std::includes(new_keys.begin(), new_keys.end(), old_keys.begin(), old_keys.end());
}

// What the folder holds is believed only as far as the root of today signs for it. Anything else counts as absent: the
// network has it again.
template <typename T, typename Parse>
std::optional<Signed<T>> load_role(const std::filesystem::path& folder, const Root& root, const char* role,
                                   std::uint64_t largest, Parse parse) {
  const auto bytes = read_bounded(folder / (std::string(role) + ".json"), largest);
  if (!bytes) return std::nullopt;
  auto file = parse(*bytes, role);
  if (!file || !check_signatures(root, role, *file, role)) return std::nullopt;
  return std::move(*file);
}

// A root that its own keys have signed.
Result<Signed<Root>> read_root(std::string_view bytes, std::string_view name) {
  auto file = parse_root(bytes, name);
  if (!file) return file;
  if (auto checked = check_signatures(file->value, "root", *file, name); !checked) {
    return tl::make_unexpected(checked.error());
  }
  return file;
}

}  // namespace

Result<Client> Client::open(std::filesystem::path folder, std::string_view first_root) {
  auto first = read_root(first_root, "the first root");
  if (!first) return tl::make_unexpected(first.error());
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(folder.string() + ": " + error.message());

  const auto begun_with = read_bounded(folder / "first_root.json", kLargestRoot);
  if (begun_with && *begun_with == first_root) {
    const auto kept = read_bounded(folder / "root.json", kLargestRoot);
    auto root = kept ? read_root(*kept, "root.json") : first;
    // A root spoilt on the card: the chain of roots is walked again from the first.
    Client client(std::move(folder), root ? std::move(*root) : std::move(*first));
    client.load();
    return client;
  }

  Client client(std::move(folder), std::move(*first));
  for (const char* role : {"timestamp", "snapshot", "targets"}) {
    if (auto forgotten = client.forget(role); !forgotten) return tl::make_unexpected(forgotten.error());
  }
  if (auto kept = client.keep("root", first_root); !kept) return tl::make_unexpected(kept.error());
  if (auto kept = client.keep("first_root", first_root); !kept) return tl::make_unexpected(kept.error());
  return client;
}

void Client::load() {
  timestamp_ = load_role<Timestamp>(folder_, root_.value, "timestamp", kLargestTimestamp, parse_timestamp);
  snapshot_ = load_role<Snapshot>(folder_, root_.value, "snapshot", kLargestSnapshot, parse_snapshot);
  targets_ = load_role<Targets>(folder_, root_.value, "targets", kLargestTargets, parse_targets);
}

Result<void> Client::forget(const char* role) {
  std::error_code error;
  std::filesystem::remove(folder_ / (std::string(role) + ".json"), error);
  if (error) return fail((folder_ / role).string() + ".json: " + error.message());
  return {};
}

Result<void> Client::keep(const char* role, std::string_view bytes) {
  return write_durably(folder_ / (std::string(role) + ".json"), bytes);
}

Result<void> Client::refresh(Transport& transport, Instant now) {
  return update_root(transport, now)
      .and_then([&] { return update_timestamp(transport, now); })
      .and_then([&] { return update_snapshot(transport, now); })
      .and_then([&] { return update_targets(transport, now); });
}

// Section 5.3.
Result<void> Client::update_root(Transport& transport, Instant now) {
  for (int step = 0; step < kMostRoots; ++step) {
    const std::string name = std::to_string(root_.value.version + 1) + ".root.json";
    const auto fetched = fetch_text(transport, "metadata/" + name, kLargestRoot);
    if (!fetched && fetched.error().kind == FetchError::Kind::not_found) break;
    if (!fetched) return fail(fetched.error().message);
    if (auto stepped = step_root(*fetched, name); !stepped) return stepped;
  }
  return check_expiry(root_, now, "root.json");
}

Result<void> Client::step_root(const std::string& bytes, const std::string& name) {
  auto next = read_root(bytes, name);
  if (!next) return tl::make_unexpected(next.error());
  if (auto checked = check_signatures(root_.value, "root", *next, name); !checked) return checked;
  if (next->value.version != root_.value.version + 1) {
    return fail(name + ": says it is version " + std::to_string(next->value.version));
  }
  // Fast-forward recovery. Before the root is kept: if power fails in between, the step is made again.
  if (lost_a_key(root_.value, next->value, "timestamp") || lost_a_key(root_.value, next->value, "snapshot")) {
    for (const char* role : {"timestamp", "snapshot"}) {
      if (auto forgotten = forget(role); !forgotten) return forgotten;
    }
  }
  if (auto kept = keep("root", bytes); !kept) return kept;
  root_ = std::move(*next);
  load();
  return {};
}

// Section 5.4.
Result<void> Client::update_timestamp(Transport& transport, Instant now) {
  const auto bytes = fetch_metadata(transport, "timestamp.json", kLargestTimestamp);
  if (!bytes) return tl::make_unexpected(bytes.error());
  auto next = parse_timestamp(*bytes, "timestamp.json");
  if (!next) return tl::make_unexpected(next.error());
  if (auto checked = check_signatures(root_.value, "timestamp", *next, "timestamp.json"); !checked) return checked;
  if (timestamp_) {
    const Timestamp& trusted = timestamp_->value;
    // Same version: what is trusted stays, even if the new one says something else.
    if (next->value.version == trusted.version) return check_expiry(*timestamp_, now, "timestamp.json");
    if (next->value.version < trusted.version || next->value.snapshot.version < trusted.snapshot.version) {
      return fail("timestamp.json: older than the one already trusted");
    }
  }
  if (auto checked = check_expiry(*next, now, "timestamp.json"); !checked) return checked;
  if (auto kept = keep("timestamp", *bytes); !kept) return kept;
  timestamp_ = std::move(*next);
  return {};
}

// Section 5.5.
Result<void> Client::update_snapshot(Transport& transport, Instant now) {
  const MetaFile& expected = timestamp_->value.snapshot;
  const std::string name = file_name(root_.value, "snapshot", expected.version);
  if (snapshot_ && snapshot_->value.version == expected.version) return check_expiry(*snapshot_, now, name);

  const auto bytes = fetch_metadata(transport, name, limit(expected, kLargestSnapshot));
  if (!bytes) return tl::make_unexpected(bytes.error());
  if (auto checked = check_file(*bytes, expected.length, expected.hashes, name); !checked) return checked;
  auto next = parse_snapshot(*bytes, name);
  if (!next) return tl::make_unexpected(next.error());
  if (auto checked = check_signatures(root_.value, "snapshot", *next, name); !checked) return checked;
  if (next->value.version != expected.version) return fail(name + ": not the version that the timestamp names");
  if (snapshot_) {
    for (const auto& [file, trusted] : snapshot_->value.meta) {
      const auto found = next->value.meta.find(file);
      if (found == next->value.meta.end()) return fail(name + ": " + file + " is no longer there");
      if (found->second.version < trusted.version) return fail(name + ": takes " + file + " back to an older version");
    }
  }
  if (auto checked = check_expiry(*next, now, name); !checked) return checked;
  if (auto kept = keep("snapshot", *bytes); !kept) return kept;
  snapshot_ = std::move(*next);
  return {};
}

// Section 5.6, without delegations.
Result<void> Client::update_targets(Transport& transport, Instant now) {
  const auto found = snapshot_->value.meta.find("targets.json");
  if (found == snapshot_->value.meta.end()) return fail("the snapshot names no targets.json");
  const MetaFile& expected = found->second;
  const std::string name = file_name(root_.value, "targets", expected.version);
  if (targets_ && targets_->value.version == expected.version) return check_expiry(*targets_, now, name);

  const auto bytes = fetch_metadata(transport, name, limit(expected, kLargestTargets));
  if (!bytes) return tl::make_unexpected(bytes.error());
  if (auto checked = check_file(*bytes, expected.length, expected.hashes, name); !checked) return checked;
  auto next = parse_targets(*bytes, name);
  if (!next) return tl::make_unexpected(next.error());
  if (auto checked = check_signatures(root_.value, "targets", *next, name); !checked) return checked;
  if (next->value.version != expected.version) return fail(name + ": not the version that the snapshot names");
  if (auto checked = check_expiry(*next, now, name); !checked) return checked;
  if (auto kept = keep("targets", *bytes); !kept) return kept;
  targets_ = std::move(*next);
  return {};
}

Result<std::string> Client::fetch_target(Transport& transport, std::string_view name) const {
  const auto found =
      targets_ ? targets_->value.targets.find(std::string(name)) : std::map<std::string, TargetFile>::const_iterator{};
  if (!targets_ || found == targets_->value.targets.end()) return fail(std::string(name) + ": not in the feed");
  const TargetFile& file = found->second;
  const auto hash = file.hashes.find("sha256");
  if (hash == file.hashes.end() || !is_sha256_hex(hash->second)) return fail(std::string(name) + ": has no sha256");
  const std::string prefix = root_.value.consistent_snapshot ? hash->second + "." : std::string();
  auto bytes = fetch_text(transport, "targets/" + prefix + std::string(name), file.length);
  if (!bytes) return fail(bytes.error().message);
  if (auto checked = check_file(*bytes, file.length, file.hashes, name); !checked) {
    return tl::make_unexpected(checked.error());
  }
  return std::move(*bytes);
}

}  // namespace treffpunkt::tuf
