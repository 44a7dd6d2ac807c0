#pragma once
// A file of known hash from the feed onto the card. What came before a cut of the net or of power stays beside it, and
// the next attempt, in this run or a later one, asks for the rest only. The hash decides in the end: a rest that does
// not fit is forgotten and the file fetched whole. One thread a file.
//
//   <file>        there only when it is whole and right
//   <file>.part   what has come so far
//   <file>.from   what it is a part of: its path in the feed and the server's validator, a line each

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "content/result/error.h"
#include "sync/http/transport.h"
#include "sync/tuf/digest.h"

namespace treffpunkt::tuf {

struct Wanted {
  std::string path;                     // in the feed
  std::optional<std::uint64_t> length;  // nullopt: only bounded
  std::uint64_t largest = 0;            // at most so long, where no length is known
  Hashes hashes;
};

// Replaces the file. After a failure what was there before is untouched.
Result<void> download(Transport& transport, const Wanted& wanted, const std::filesystem::path& file);

}  // namespace treffpunkt::tuf
