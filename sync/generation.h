#pragma once
// From content to a generation that the kiosk may show: built aside, checked, moved into its place, named in `current`.
// Until `current` is renamed the kiosk keeps what it has; a power cut at any point leaves either the old or the new.

#include <cstdint>
#include <string_view>
#include <vector>

#include "content/model/feed.h"
#include "content/result/error.h"
#include "sync/state_folder.h"

namespace treffpunkt {

// Into state.building(), which is emptied first.
Result<void> build_generation(const StateFolder& state, const Feed& feed, std::string_view content);
Result<void> check_generation(const StateFolder& state);

// Moves state.building() to generations/<number> and points `current` at it.
Result<void> activate_generation(const StateFolder& state, std::uint64_t number);

// Removes every other generation, and the objects that none of `keep` names. When one of them cannot be read all
// objects stay.
Result<void> sweep(const StateFolder& state, const std::vector<std::uint64_t>& keep);

}  // namespace treffpunkt
