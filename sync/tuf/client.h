#pragma once
// The client's side of The Update Framework: the workflow of TUF 1.0 section 5 over a folder of trusted metadata and a
// transport. trusted_set.h has the rules.
//
// It knows nothing of generations or screens: trust and activation are separate. One Client and one thread a folder.
//
// Each role is kept in the folder as soon as it is verified, so a refresh that fails half way leaves the roles before
// it moved forward and the others as they were; nothing that did not verify is ever kept.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "sync/http/transport.h"
#include "sync/tuf/metadata.h"
#include "sync/tuf/metadata_folder.h"
#include "sync/tuf/trusted_set.h"

namespace treffpunkt::tuf {

// Where a transport has the two kinds of files: what their names begin with.
struct Places {
  std::string metadata = "metadata/";
  std::string targets = "targets/";
};

class Client {
 public:
  // `folder` (made if missing) holds root.json, timestamp.json, snapshot.json, targets.json, <delegated role>.json and
  // first_root. `first_root` is the root that came with the kiosk; when it is another one than the folder began with,
  // the folder begins anew. An Error when it is not signed by its own keys.
  static Result<Client> open(const std::filesystem::path& folder, std::string_view first_root, Places places = {});

  // A folder that somebody has put a trusted root.json into.
  static Result<Client> open_kept(const std::filesystem::path& folder, Places places = {});

  // The whole workflow for the top-level roles with `now` as the one update start time. Paths asked for:
  // metadata/<file>.
  Result<void> refresh(Transport& transport, Instant now);

  const Root& root() const { return set_.root(); }
  // What is trusted of the other roles: after open() what was kept (expired or not), after refresh() the newest.
  const std::optional<Signed<Timestamp>>& timestamp() const { return set_.timestamp(); }
  const std::optional<Signed<Snapshot>>& snapshot() const { return set_.snapshot(); }
  const std::optional<Signed<Targets>>& targets() const { return set_.targets(); }

  // After a refresh: what is trusted of one file, asking for delegated roles as needed. An Error when nobody who may
  // speak of it knows it.
  Result<TargetFile> find_target(Transport& transport, std::string_view path);

  // That file, into the sink. Verified only when this succeeds: until then whatever the sink got is not to be used.
  // Path asked for: targets/<hash>.<name>.
  Result<void> fetch_target(Transport& transport, std::string_view path, const TargetFile& file,
                            const Transport::Sink& sink) const;

  // The same onto the card, over several runs if need be (download.h).
  Result<void> download_target(Transport& transport, std::string_view path, const TargetFile& file,
                               const std::filesystem::path& to) const;

  // Finds and fetches a file that fits into memory.
  Result<std::string> fetch_target(Transport& transport, std::string_view path);

 private:
  Client(MetadataFolder folder, TrustedSet set, Places places)
      : folder_(std::move(folder)), set_(std::move(set)), places_(std::move(places)) {}

  void recall();
  tl::expected<std::string, FetchError> fetch_metadata(Transport& transport, const std::string& name,
                                                       std::uint64_t maximum) const;
  std::string file_name(const std::string& role, std::uint64_t version) const;

  Result<void> walk_roots(Transport& transport);
  Result<void> step_root(const std::string& bytes, const std::string& name);
  Result<void> update_timestamp(Transport& transport);
  Result<void> update_snapshot(Transport& transport);
  Result<void> update_targets(Transport& transport);
  Result<const Targets*> load_delegated(Transport& transport, const Delegate& delegate, const KeysById& keys);

  MetadataFolder folder_;
  TrustedSet set_;
  Places places_;
  Instant now_{};                                     // of the last refresh
  std::map<std::string, Signed<Targets>> delegated_;  // loaded since then
};

}  // namespace treffpunkt::tuf
