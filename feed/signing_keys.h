#pragma once
// The four keys of a feed as files: root.pem, targets.pem, snapshot.pem, timestamp.pem in one folder. Any thread.

#include <filesystem>
#include <optional>

#include "content/result/error.h"
#include "sync/tuf/key.h"
#include "sync/tuf/metadata.h"

namespace treffpunkt {

struct SigningKeys {
  tuf::PrivateKey targets, snapshot, timestamp;
  std::optional<tuf::PrivateKey> root;  // only at the first publishing; it stays offline otherwise
};

// Makes four new keys in a new or empty folder that only its owner can read. Never overwrites.
Result<void> make_keys(const std::filesystem::path& folder);

// Without a root key in the folder: nullopt there. The others must be there.
Result<SigningKeys> load_keys(const std::filesystem::path& folder);

// Whether `root` names these keys for their roles; the Error says which it does not.
Result<void> check_keys(const SigningKeys& keys, const tuf::Root& root);

// Whether others than the owner can read the folder or a key in it.
bool others_can_read(const std::filesystem::path& folder);

}  // namespace treffpunkt
