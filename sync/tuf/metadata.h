#pragma once
// The four roles' metadata (TUF 1.0 sections 4.3 to 4.6) as plain structs, with their JSON.
//
// parse_* check form only (types, "_type", spec_version 1.x, hex, version > 0, an expiry that is a date); whether a
// signature counts and a version may follow is the client's business (client.h). Inputs are untrusted and bounded by
// the caller's download limit; nesting by 32. Pure functions, any thread.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/time.h"
#include "content/result/error.h"
#include "sync/tuf/delegations.h"
#include "sync/tuf/digest.h"
#include "sync/tuf/key.h"
#include "sync/tuf/threshold.h"

namespace treffpunkt::tuf {

// What a file says of another metadata file. Length and hashes are optional in TUF.
struct MetaFile {
  std::uint64_t version = 0;
  std::optional<std::uint64_t> length;
  Hashes hashes;
};

struct Root {
  std::uint64_t version = 1;
  Instant expires{};
  bool consistent_snapshot = true;
  KeysById keys;
  std::map<std::string, RoleKeys> roles;  // "root", "timestamp", "snapshot", "targets"
};

struct Timestamp {
  std::uint64_t version = 1;
  Instant expires{};
  MetaFile snapshot;
  // Ours: when the publisher signed this. Once verified it is the floor under a kiosk's clock (a Pi has none). Other
  // tools' timestamps have none.
  std::optional<Instant> issued;
};

struct Snapshot {
  std::uint64_t version = 1;
  Instant expires{};
  std::map<std::string, MetaFile> meta;  // "targets.json" and delegations
};

struct TargetFile {
  std::uint64_t length = 0;
  Hashes hashes;
  // Ours, on "content.ndjson.zst" and patches (docs/feed-format.md): zero or empty when absent.
  std::uint64_t generation = 0;      // custom.generation
  std::uint64_t content_length = 0;  // custom.length, of the uncompressed file
  std::string content_sha256;        // custom.sha256, of the uncompressed file
};

struct Targets {
  std::uint64_t version = 1;
  Instant expires{};
  std::map<std::string, TargetFile> targets;  // "content.ndjson.zst", "patch-<from>.zst"
  // Other publishers' feeds; ours passes nothing on.
  std::optional<Delegations> delegations;
};

// A metadata file: the parsed part, its signatures, and the canonical bytes that they are over.
template <typename T>
struct Signed {
  T value;
  std::vector<Signature> signatures;
  std::string signed_bytes;  // canonical JSON of "signed"
};

Result<Signed<Root>> parse_root(std::string_view json, std::string_view name);
Result<Signed<Timestamp>> parse_timestamp(std::string_view json, std::string_view name);
Result<Signed<Snapshot>> parse_snapshot(std::string_view json, std::string_view name);
Result<Signed<Targets>> parse_targets(std::string_view json, std::string_view name);

// The canonical "signed" object of a role of ours: what we neither read nor write is not in it.
std::string canonical(const Root& root);
std::string canonical(const Timestamp& timestamp);
std::string canonical(const Snapshot& snapshot);
std::string canonical(const Targets& targets);

// A whole metadata file over `signed_bytes`, signatures in the order of key ids.
std::string sign(std::string_view signed_bytes, const std::vector<const PrivateKey*>& keys);

// Whether at least threshold distinct keys of `role` in `root` have signed `signed_bytes`.
bool meets_threshold(const Root& root, std::string_view role, std::string_view signed_bytes,
                     const std::vector<Signature>& signatures);

}  // namespace treffpunkt::tuf
