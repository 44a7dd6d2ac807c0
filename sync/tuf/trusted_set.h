#pragma once
// Which metadata is trusted, and what may follow it: the rules of TUF 1.0 section 5 without any file or network. One
// thread.
//
// Each update_* takes a file as it came, checks it against what is trusted, and either trusts it from then on or leaves
// everything as it was. `name` is what the file is called in messages: "7.snapshot.json". `now` is the one time at
// which the refresh began.

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "sync/tuf/metadata.h"

namespace treffpunkt::tuf {

class TrustedSet {
 public:
  // A root that its own keys have signed, expired or not.
  static Result<TrustedSet> begin(std::string_view root, std::string_view name);

  const Root& root() const { return root_.value; }
  const std::optional<Signed<Timestamp>>& timestamp() const { return timestamp_; }
  const std::optional<Signed<Snapshot>>& snapshot() const { return snapshot_; }
  const std::optional<Signed<Targets>>& targets() const { return targets_; }

  // What was trusted once is believed as far as the root of today signs for it; expired it still says which versions
  // were seen. Anything else counts as absent: the network has it again.
  enum class Role { timestamp, snapshot, targets };
  void recall(Role role, std::string_view bytes);
  void forget(Role role);

  // Section 5.3. The next root, not yet trusted: its rules and whether keys of the timestamp or snapshot were taken
  // away by it, so that what they have signed is to be forgotten (fast-forward recovery).
  struct NextRoot {
    Signed<Root> file;
    bool ends_fast_forward = false;
  };
  Result<NextRoot> check_next_root(std::string_view bytes, std::string_view name) const;
  void trust(NextRoot next) { root_ = std::move(next.file); }
  Result<void> check_root_expiry(Instant now) const;

  // Section 5.4. False: the same version as the trusted one, which stays, whatever the new one says.
  Result<bool> update_timestamp(std::string_view bytes, std::string_view name, Instant now);

  // Section 5.5. Current: as the timestamp names it, and not expired.
  bool snapshot_is_current(Instant now) const;
  Result<void> update_snapshot(std::string_view bytes, std::string_view name, Instant now);

  // What the snapshot says of a targets role.
  Result<MetaFile> expected_of(const std::string& role) const;

  // Section 5.6.
  Result<void> update_targets(std::string_view bytes, std::string_view name, Instant now);
  // The metadata of a role that another one has passed paths on to; `keys` are the delegating role's.
  Result<Signed<Targets>> check_delegated(const Delegate& delegate, const KeysById& keys, std::string_view bytes,
                                          std::string_view name, Instant now) const;

 private:
  explicit TrustedSet(Signed<Root> root) : root_(std::move(root)) {}

  Signed<Root> root_;
  std::optional<Signed<Timestamp>> timestamp_;
  std::optional<Signed<Snapshot>> snapshot_;
  std::optional<Signed<Targets>> targets_;
};

}  // namespace treffpunkt::tuf
