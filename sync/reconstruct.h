#pragma once
// The content of the trusted generation: as it is here already, from a patch to a generation that is here, or whole.
// What comes out has the hash that the signed targets metadata says, whichever way it came.

#include <cstdint>
#include <optional>
#include <string>

#include "content/result/error.h"
#include "sync/http/transport.h"
#include "sync/state_folder.h"
#include "sync/tuf/client.h"

namespace treffpunkt {

inline constexpr const char* kContentTarget = "content.ndjson.zst";

struct Reconstruction {
  std::string content;
  std::optional<std::uint64_t> patched_from;  // nullopt: fetched whole
  std::string patch_problem;                  // why a patch that there was did not do; may be empty
};

// `content` is what the targets metadata says of kContentTarget.
Result<Reconstruction> reconstruct(tuf::Client& client, const tuf::TargetFile& content, Transport& transport,
                                   const StateFolder& state);

}  // namespace treffpunkt
