#pragma once
// The client's side of The Update Framework: which metadata is trusted, and how that moves forward (TUF 1.0 section 5).
//
// It knows nothing of generations or screens: trust and activation are separate. Delegations are not followed: a feed's
// files are named by the top-level targets role. One Client and one thread a folder.
//
// Each role is kept in the folder as soon as it is verified, so a refresh that fails half way leaves the roles before
// it moved forward and the others as they were; nothing that did not verify is ever kept.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "sync/http/transport.h"
#include "sync/tuf/metadata.h"

namespace treffpunkt::tuf {

class Client {
 public:
  // `folder` (made if missing) holds root.json, timestamp.json, snapshot.json, targets.json and first_root.json.
  // `first_root` is the root that came with the kiosk; when it is another one than the folder began with, the folder
  // begins anew. An Error when it is not signed by its own keys.
  static Result<Client> open(std::filesystem::path folder, std::string_view first_root);

  // The whole workflow with `now` as the one update start time. Paths asked for: metadata/<file>.
  Result<void> refresh(Transport& transport, Instant now);

  const Root& root() const { return root_.value; }
  // What is trusted of the other roles: after open() what was kept (expired or not), after refresh() the newest.
  const std::optional<Signed<Timestamp>>& timestamp() const { return timestamp_; }
  const std::optional<Signed<Snapshot>>& snapshot() const { return snapshot_; }
  const std::optional<Signed<Targets>>& targets() const { return targets_; }

  // One file of the feed, verified. nullopt in `targets()` is the caller's to see. Path asked for:
  // targets/<sha256>.<name>.
  Result<std::string> fetch_target(Transport& transport, std::string_view name) const;

 private:
  Client(std::filesystem::path folder, Signed<Root> root) : folder_(std::move(folder)), root_(std::move(root)) {}

  void load();
  Result<void> forget(const char* role);
  Result<void> keep(const char* role, std::string_view bytes);

  Result<void> update_root(Transport& transport, Instant now);
  Result<void> step_root(const std::string& bytes, const std::string& name);
  Result<void> update_timestamp(Transport& transport, Instant now);
  Result<void> update_snapshot(Transport& transport, Instant now);
  Result<void> update_targets(Transport& transport, Instant now);

  std::filesystem::path folder_;
  Signed<Root> root_;
  std::optional<Signed<Timestamp>> timestamp_;
  std::optional<Signed<Snapshot>> snapshot_;
  std::optional<Signed<Targets>> targets_;
};

}  // namespace treffpunkt::tuf
