#pragma once
// From content to a generation that the kiosk may show: built aside, checked, moved into its place, named in `current`.
// Until `current` is renamed the kiosk keeps what it has; a power cut at any point leaves either the old or the new.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/feed.h"
#include "sync/state_folder.h"

namespace treffpunkt {

// Into state.building(), which is emptied first: content.ndjson, content.db and their SHA256SUMS. After a failure
// nothing is left there.
Result<void> build_generation(const StateFolder& state, const Feed& feed, std::string_view content);
Result<void> check_generation(const StateFolder& state);

// Moves state.building() to generations/<number>, in exchange for what is there. What was noted about that number is
// forgotten: it was about other files.
Result<void> place_generation(const StateFolder& state, std::uint64_t number);
// The same, and points `current` at it.
Result<void> activate_generation(const StateFolder& state, std::uint64_t number);

// What the files of a generation are worth, after reading them whole.
struct Soundness {
  std::string content_sha256;  // as it is; empty: cannot be read
  bool content_good = false;   // it is what was signed
  bool database_good = false;
};

// `signed_sha256` is what trusted metadata says of the content, if it speaks of this generation; otherwise, and for the
// database, SHA256SUMS tells. Where that cannot be read the database is asked itself.
Soundness examine_generation(const StateFolder& state, std::uint64_t number,
                             const std::optional<std::string>& signed_sha256);

}  // namespace treffpunkt
