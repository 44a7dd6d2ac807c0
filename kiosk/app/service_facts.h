#pragma once
// What the service screen tells of this machine. Reads files and asks the kernel: on the loader's thread.

#include "kiosk/screens/service.h"

namespace treffpunkt::app {

// `state`: the state directory. Whatever cannot be had is left empty.
screens::ServiceFacts gather_facts(const std::filesystem::path& state, const FeedHeader& header, std::uint64_t generation);

}  // namespace treffpunkt::app
