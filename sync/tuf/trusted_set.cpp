#include "sync/tuf/trusted_set.h"

#include <algorithm>
#include <set>

#include "content/language/zone.h"
#include "sync/tuf/digest.h"

namespace treffpunkt::tuf {
namespace {

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

template <typename T>
Result<void> check_version(const Signed<T>& file, const MetaFile& expected, std::string_view name) {
  if (file.value.version == expected.version) return {};
  return fail(std::string(name) + ": says it is version " + std::to_string(file.value.version) + ", not " +
              std::to_string(expected.version));
}

// The keys themselves, not their ids: the same key under another id is not a new key.
std::set<std::string> keys_of(const Root& root, const std::string& role) {
  std::set<std::string> found;
  const auto keys = root.roles.find(role);
  if (keys == root.roles.end()) return found;
  for (const std::string& id : keys->second.keyids) {
    const auto key = root.keys.find(id);
    if (key != root.keys.end()) found.insert(key_material(key->second));
  }
  return found;
}

bool lost_a_key(const Root& before, const Root& after, const std::string& role) {
  const auto old_keys = keys_of(before, role);
  const auto new_keys = keys_of(after, role);
  return !std::includes(new_keys.begin(), new_keys.end(), old_keys.begin(), old_keys.end());
}

template <typename T, typename Parse>
std::optional<Signed<T>> recalled(const Root& root, const char* role, std::string_view bytes, Parse parse) {
  auto file = parse(bytes, role);
  if (!file || !check_signatures(root, role, *file, role)) return std::nullopt;
  return std::move(*file);
}

// Nothing that was there may be gone or older (rollback).
Result<void> check_follows(const Snapshot& trusted, const Snapshot& next, std::string_view name) {
  for (const auto& [file, entry] : trusted.meta) {
    const auto found = next.meta.find(file);
    if (found == next.meta.end()) return fail(std::string(name) + ": " + file + " is no longer there");
    if (found->second.version < entry.version) {
      return fail(std::string(name) + ": takes " + file + " back to an older version");
    }
  }
  return {};
}

Result<Signed<Root>> read_root(std::string_view bytes, std::string_view name) {
  auto file = parse_root(bytes, name);
  if (!file) return file;
  if (auto checked = check_signatures(file->value, "root", *file, name); !checked) {
    return tl::make_unexpected(checked.error());
  }
  return file;
}

}  // namespace

Result<TrustedSet> TrustedSet::begin(std::string_view root, std::string_view name) {
  return read_root(root, name).map([](Signed<Root>&& file) { return TrustedSet(std::move(file)); });
}

void TrustedSet::recall(Role role, std::string_view bytes) {
  switch (role) {
    case Role::timestamp:
      timestamp_ = recalled<Timestamp>(root_.value, "timestamp", bytes, parse_timestamp);
      break;
    case Role::snapshot:
      snapshot_ = recalled<Snapshot>(root_.value, "snapshot", bytes, parse_snapshot);
      break;
    case Role::targets:
      targets_ = recalled<Targets>(root_.value, "targets", bytes, parse_targets);
      break;
  }
}

void TrustedSet::forget(Role role) {
  if (role == Role::timestamp) timestamp_.reset();
  if (role == Role::snapshot) snapshot_.reset();
  if (role == Role::targets) targets_.reset();
}

Result<TrustedSet::NextRoot> TrustedSet::check_next_root(std::string_view bytes, std::string_view name) const {
  auto next = read_root(bytes, name);
  if (!next) return tl::make_unexpected(next.error());
  if (auto checked = check_signatures(root_.value, "root", *next, name); !checked) {
    return tl::make_unexpected(checked.error());
  }
  if (next->value.version != root_.value.version + 1) {
    return fail(std::string(name) + ": says it is version " + std::to_string(next->value.version));
  }
  const bool ends =
      lost_a_key(root_.value, next->value, "timestamp") || lost_a_key(root_.value, next->value, "snapshot");
  return NextRoot{std::move(*next), ends};
}

Result<void> TrustedSet::check_root_expiry(Instant now) const { return check_expiry(root_, now, "root.json"); }

Result<bool> TrustedSet::update_timestamp(std::string_view bytes, std::string_view name, Instant now) {
  auto next = parse_timestamp(bytes, name);
  if (!next) return tl::make_unexpected(next.error());
  if (auto checked = check_signatures(root_.value, "timestamp", *next, name); !checked) {
    return tl::make_unexpected(checked.error());
  }
  if (timestamp_) {
    const Timestamp& trusted = timestamp_->value;
    if (next->value.version == trusted.version) {
      return check_expiry(*timestamp_, now, name).map([] { return false; });
    }
    if (next->value.version < trusted.version || next->value.snapshot.version < trusted.snapshot.version) {
      return fail(std::string(name) + ": older than the one already trusted");
    }
  }
  if (auto checked = check_expiry(*next, now, name); !checked) return tl::make_unexpected(checked.error());
  timestamp_ = std::move(*next);
  return true;
}

bool TrustedSet::snapshot_is_current(Instant now) const {
  return timestamp_ && snapshot_ && snapshot_->value.version == timestamp_->value.snapshot.version &&
         now < snapshot_->value.expires;
}

Result<void> TrustedSet::update_snapshot(std::string_view bytes, std::string_view name, Instant now) {
  if (!timestamp_) return fail(std::string(name) + ": without a trusted timestamp");
  const MetaFile& expected = timestamp_->value.snapshot;
  if (auto checked = check_file(bytes, expected.length, expected.hashes, name); !checked) return checked;
  auto next = parse_snapshot(bytes, name);
  if (!next) return tl::make_unexpected(next.error());
  auto checked =
      check_signatures(root_.value, "snapshot", *next, name)
          .and_then([&] { return check_version(*next, expected, name); })
          .and_then([&] { return snapshot_ ? check_follows(snapshot_->value, next->value, name) : Result<void>{}; })
          .and_then([&] { return check_expiry(*next, now, name); });
  if (checked) snapshot_ = std::move(*next);
  return checked;
}

Result<MetaFile> TrustedSet::expected_of(const std::string& role) const {
  if (snapshot_) {
    const auto found = snapshot_->value.meta.find(role + ".json");
    if (found != snapshot_->value.meta.end()) return found->second;
  }
  return fail("the snapshot names no " + role + ".json");
}

Result<void> TrustedSet::update_targets(std::string_view bytes, std::string_view name, Instant now) {
  const auto role = root_.value.roles.find("targets");
  if (role == root_.value.roles.end()) return fail("root.json: nobody signs for targets");
  return check_delegated({"targets", role->second, false}, root_.value.keys, bytes, name, now)
      .map([this](Signed<Targets>&& file) { targets_ = std::move(file); });
}

Result<Signed<Targets>> TrustedSet::check_delegated(const Delegate& delegate, const KeysById& keys,
                                                    std::string_view bytes, std::string_view name, Instant now) const {
  const auto expected = expected_of(delegate.name);
  if (!expected) return tl::make_unexpected(expected.error());
  if (auto checked = check_file(bytes, expected->length, expected->hashes, name); !checked) {
    return tl::make_unexpected(checked.error());
  }
  auto file = parse_targets(bytes, name);
  if (!file) return file;
  if (!signed_by_enough(keys, delegate.keys, file->signed_bytes, file->signatures)) {
    return fail(std::string(name) + ": not signed by enough of the keys for " + delegate.name);
  }
  auto checked = check_version(*file, *expected, name).and_then([&] { return check_expiry(*file, now, name); });
  if (!checked) return tl::make_unexpected(checked.error());
  return file;
}

}  // namespace treffpunkt::tuf
