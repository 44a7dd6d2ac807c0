#pragma once
// What the card has spoilt is found and, as far as that goes without the network, mended: a database is built again
// from its text, a `current` that says nothing is written anew, an object whose bytes are others goes and is fetched
// again. What cannot be mended is told, so that the run fetches it.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/generation.h"
#include "sync/state_folder.h"

namespace treffpunkt {

struct SignedContent {
  std::uint64_t generation = 0;
  std::string sha256;
};

struct Mended {
  std::map<std::uint64_t, Soundness> generations;  // all that are here, after mending
  std::vector<std::string> notes;                  // what was found and done, for the report

  // Both files good, or at least the one that is shown.
  bool can_be_shown(std::uint64_t number) const;
};

// `trusted`: what the metadata that is kept says, if anything.
Mended mend_generations(const StateFolder& state, const std::optional<SignedContent>& trusted);

// Cheap enough for every ten minutes: whether the kiosk can open what `current` names.
bool current_opens(const StateFolder& state);

// Without reading more than the text of the current generation: a database that opens counts as good.
Mended glance_at_generations(const StateFolder& state);

// Which generation the kiosk should show: `current`, unless that is bad or spoilt; then the newest good one; then the
// newest that has not been tried. nullopt: there is none that can be shown.
std::optional<std::uint64_t> fit_to_show(const StateFolder& state, const Mended& mended);

// Reads objects, starting where the last call ended, until `most_bytes` have been read. How many were spoilt and are
// gone: the mark `unfinished` is set before, so that they are fetched again.
struct ReadObjects {
  std::size_t read = 0, removed = 0;
  std::uint64_t bytes = 0;
};
Result<ReadObjects> mend_objects(const StateFolder& state, std::uint64_t most_bytes);

}  // namespace treffpunkt
