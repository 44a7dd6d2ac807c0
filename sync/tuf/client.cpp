#include "sync/tuf/client.h"

#include <algorithm>
#include <set>

#include "sync/tuf/digest.h"
#include "sync/tuf/download.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/percent.h"

namespace treffpunkt::tuf {
namespace {

using Role = TrustedSet::Role;

constexpr int kMostRoots = 256;         // in one refresh; the next one goes on
constexpr std::size_t kMostRoles = 32;  // that one search asks, besides the top-level targets
constexpr std::uint64_t kLargestRoot = 512 << 10;
constexpr std::uint64_t kLargestTimestamp = 16 << 10;
constexpr std::uint64_t kLargestSnapshot = 2 << 20;
constexpr std::uint64_t kLargestTargets = 5 << 20;
constexpr std::uint64_t kLargestSigned = 64 << 20;  // when a signed length says that it is so long

// Not a role: those end with ".json".
constexpr const char* kFirstRoot = "first_root";

struct Kept {
  Role role;
  const char* name;
  std::uint64_t largest;
};
constexpr Kept kKept[] = {{Role::timestamp, "timestamp", kLargestTimestamp},
                          {Role::snapshot, "snapshot", kLargestSigned},
                          {Role::targets, "targets", kLargestSigned}};

std::uint64_t limit(const MetaFile& expected, std::uint64_t largest) {
  return expected.length ? std::min(*expected.length, kLargestSigned) : largest;
}

// "<folders>/<hash>.<name>" under consistent snapshots.
Result<std::string> path_of(std::string_view path, const TargetFile& file, bool consistent) {
  if (!consistent) return percent_encoded_path(path);
  const auto preferred = file.hashes.find("sha256");
  const auto hash = preferred != file.hashes.end() ? preferred : file.hashes.begin();
  if (hash == file.hashes.end()) return fail(std::string(path) + ": has no hash");
  const std::size_t name = path.rfind('/') + 1;  // 0 without a '/'
  return percent_encoded_path(path.substr(0, name)) + hash->second + "." + percent_encoded_path(path.substr(name));
}

}  // namespace

Result<Client> Client::open(const std::filesystem::path& path, std::string_view first_root, Places places) {
  auto first = TrustedSet::begin(first_root, "the first root");
  if (!first) return tl::make_unexpected(first.error());
  const MetadataFolder folder(path);
  if (auto made = folder.make(); !made) return tl::make_unexpected(made.error());

  const auto begun_with = read_bounded(path / kFirstRoot, kLargestRoot);
  if (begun_with && *begun_with == first_root) {
    // A root spoilt on the card: the chain of roots is walked again from the first.
    auto kept = folder.read("root", kLargestRoot).and_then([](const std::string& bytes) {
      return TrustedSet::begin(bytes, "root.json");
    });
    Client client(folder, kept ? std::move(*kept) : std::move(*first), std::move(places));
    client.recall();
    return client;
  }

  for (const Kept& kept : kKept) {
    if (auto forgotten = folder.forget(kept.name); !forgotten) return tl::make_unexpected(forgotten.error());
  }
  auto begun = folder.keep("root", first_root).and_then([&] { return write_durably(path / kFirstRoot, first_root); });
  if (!begun) return tl::make_unexpected(begun.error());
  return Client(folder, std::move(*first), std::move(places));
}

Result<Client> Client::open_kept(const std::filesystem::path& path, Places places) {
  const MetadataFolder folder(path);
  auto root = folder.read("root", kLargestRoot).and_then([](const std::string& bytes) {
    return TrustedSet::begin(bytes, "root.json");
  });
  if (!root) return tl::make_unexpected(root.error());
  Client client(folder, std::move(*root), std::move(places));
  client.recall();
  return client;
}

void Client::recall() {
  for (const Kept& kept : kKept) {
    const auto bytes = folder_.read(kept.name, kept.largest);
    if (bytes) {
      set_.recall(kept.role, *bytes);
    } else {
      set_.forget(kept.role);
    }
  }
}

Result<void> Client::refresh(Transport& transport, Instant now) {
  now_ = now;
  delegated_.clear();
  auto walked = walk_roots(transport);
  recall();
  return walked.and_then([&] { return set_.check_root_expiry(now_); })
      .and_then([&] { return update_timestamp(transport); })
      .and_then([&] { return update_snapshot(transport); })
      .and_then([&] { return update_targets(transport); });
}

tl::expected<std::string, FetchError> Client::fetch_metadata(Transport& transport, const std::string& name,
                                                             std::uint64_t maximum) const {
  auto fetched = fetch_text(transport, places_.metadata + name, maximum);
  if (fetched && is_page(*fetched)) {
    return tl::make_unexpected(FetchError{FetchError::Kind::failed, name + ": " + std::string(kLoginPage)});
  }
  return fetched;
}

std::string Client::file_name(const std::string& role, std::uint64_t version) const {
  const std::string prefix = root().consistent_snapshot ? std::to_string(version) + "." : std::string();
  return prefix + percent_encoded_name(role) + ".json";
}

Result<void> Client::walk_roots(Transport& transport) {
  for (int step = 0; step < kMostRoots; ++step) {
    const std::string name = std::to_string(root().version + 1) + ".root.json";
    const auto fetched = fetch_metadata(transport, name, kLargestRoot);
    if (!fetched && fetched.error().kind == FetchError::Kind::not_found) break;
    if (!fetched) return fail(fetched.error().message);
    if (auto stepped = step_root(*fetched, name); !stepped) return stepped;
  }
  return {};
}

Result<void> Client::step_root(const std::string& bytes, const std::string& name) {
  auto next = set_.check_next_root(bytes, name);
  if (!next) return tl::make_unexpected(next.error());
  // Before the root is kept: if power fails in between, the step is made again.
  if (next->ends_fast_forward) {
    auto forgotten = folder_.forget("timestamp").and_then([&] { return folder_.forget("snapshot"); });
    if (!forgotten) return forgotten;
  }
  if (auto kept = folder_.keep("root", bytes); !kept) return kept;
  set_.trust(std::move(*next));
  return {};
}

Result<void> Client::update_timestamp(Transport& transport) {
  const auto bytes = fetch_metadata(transport, "timestamp.json", kLargestTimestamp);
  if (!bytes) return fail(bytes.error().message);
  const auto is_new = set_.update_timestamp(*bytes, "timestamp.json", now_);
  if (!is_new) return tl::make_unexpected(is_new.error());
  return *is_new ? folder_.keep("timestamp", *bytes) : Result<void>{};
}

Result<void> Client::update_snapshot(Transport& transport) {
  if (set_.snapshot_is_current(now_)) return {};
  const MetaFile& expected = timestamp()->value.snapshot;
  const std::string name = file_name("snapshot", expected.version);
  const auto bytes = fetch_metadata(transport, name, limit(expected, kLargestSnapshot));
  if (!bytes) return fail(bytes.error().message);
  return set_.update_snapshot(*bytes, name, now_).and_then([&] { return folder_.keep("snapshot", *bytes); });
}

Result<void> Client::update_targets(Transport& transport) {
  const auto expected = set_.expected_of("targets");
  if (!expected) return tl::make_unexpected(expected.error());
  const auto kept = folder_.read("targets", kLargestSigned);
  if (kept && set_.update_targets(*kept, "targets.json", now_)) return {};
  const std::string name = file_name("targets", expected->version);
  const auto bytes = fetch_metadata(transport, name, limit(*expected, kLargestTargets));
  if (!bytes) return fail(bytes.error().message);
  return set_.update_targets(*bytes, name, now_).and_then([&] { return folder_.keep("targets", *bytes); });
}

// Of the same role again, on another way, other keys may be asked: so it is checked on every way.
Result<const Targets*> Client::load_delegated(Transport& transport, const Delegate& delegate, const KeysById& keys) {
  const auto loaded = delegated_.find(delegate.name);
  if (loaded != delegated_.end() &&
      signed_by_enough(keys, delegate.keys, loaded->second.signed_bytes, loaded->second.signatures)) {
    return &loaded->second.value;
  }
  const auto expected = set_.expected_of(delegate.name);
  if (!expected) return tl::make_unexpected(expected.error());
  const std::string name = file_name(delegate.name, expected->version);
  const auto take = [&](const std::string& bytes) { return set_.check_delegated(delegate, keys, bytes, name, now_); };
  auto file = folder_.read(delegate.name, kLargestSigned).and_then(take);
  if (!file) {
    const auto bytes = fetch_metadata(transport, name, limit(*expected, kLargestTargets));
    if (!bytes) return fail(bytes.error().message);
    file = take(*bytes);
    if (!file) return tl::make_unexpected(file.error());
    if (auto kept = folder_.keep(delegate.name, *bytes); !kept) return tl::make_unexpected(kept.error());
  }
  return &delegated_.insert_or_assign(delegate.name, std::move(*file)).first->second.value;
}

// Section 5.6.7: down before sideways, each role once, a bounded number of them.
Result<TargetFile> Client::find_target(Transport& transport, std::string_view path) {
  struct Step {
    Delegate delegate;
    const KeysById* keys;
  };
  std::vector<Step> to_visit;  // the next one last
  std::set<std::string> visited;
  const Targets* role = targets() ? &targets()->value : nullptr;
  const std::string name(path);
  while (role != nullptr) {
    const auto found = role->targets.find(name);
    if (found != role->targets.end()) return found->second;
    if (role->delegations) {
      auto delegates = delegates_for(*role->delegations, path);
      if (!delegates.empty() && delegates.back().terminating) to_visit.clear();
      for (auto at = delegates.rbegin(); at != delegates.rend(); ++at) {
        to_visit.push_back({std::move(*at), &role->delegations->keys});
      }
    }
    while (!to_visit.empty() && visited.contains(to_visit.back().delegate.name)) to_visit.pop_back();
    if (to_visit.empty() || visited.size() == kMostRoles) break;
    const Step step = std::move(to_visit.back());
    to_visit.pop_back();
    visited.insert(step.delegate.name);
    const auto loaded = load_delegated(transport, step.delegate, *step.keys);
    if (!loaded) return tl::make_unexpected(loaded.error());
    role = *loaded;
  }
  return fail(name + ": not in the feed");
}

Result<void> Client::fetch_target(Transport& transport, std::string_view path, const TargetFile& file,
                                  const Transport::Sink& sink) const {
  const auto from = path_of(path, file, root().consistent_snapshot);
  if (!from) return tl::make_unexpected(from.error());
  FileCheck check(file.length, file.hashes);
  const auto fetched = transport.fetch(places_.targets + *from, file.length, [&](std::string_view piece) {
    check.add(piece);
    return sink(piece);
  });
  if (!fetched) return fail(fetched.error().message);
  return check.finish(path);
}

Result<void> Client::download_target(Transport& transport, std::string_view path, const TargetFile& file,
                                     const std::filesystem::path& to) const {
  const auto from = path_of(path, file, root().consistent_snapshot);
  if (!from) return tl::make_unexpected(from.error());
  return download(transport, {places_.targets + *from, file.length, file.length, file.hashes}, to);
}

Result<std::string> Client::fetch_target(Transport& transport, std::string_view path) {
  const auto file = find_target(transport, path);
  if (!file) return tl::make_unexpected(file.error());
  const auto from = path_of(path, *file, root().consistent_snapshot);
  if (!from) return tl::make_unexpected(from.error());
  auto bytes = fetch_text(transport, places_.targets + *from, file->length);
  if (!bytes) return fail(bytes.error().message);
  if (auto checked = check_file(*bytes, file->length, file->hashes, path); !checked) {
    return tl::make_unexpected(checked.error());
  }
  return std::move(*bytes);
}

}  // namespace treffpunkt::tuf
