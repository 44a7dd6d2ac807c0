#pragma once
// The clock that events and deadlines are measured with: it runs on, whatever the wall clock does. Any thread.

#include <cstdint>

namespace treffpunkt::platform {

std::uint64_t now_ns();  // CLOCK_MONOTONIC

}  // namespace treffpunkt::platform
