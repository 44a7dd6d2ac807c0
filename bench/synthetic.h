#pragma once
// A feed of any size, the same on every machine: as many events, offers, places and pages to each other as a district
// has. Nothing in it is true; no pictures. Any thread.

#include <cstdint>

#include "content/model/feed.h"

namespace treffpunkt::bench {

// When the synthetic content is read: its dates lie around this time. 24 November 2026, 10:00 in Hamburg.
inline constexpr Instant kSyntheticNow =
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + std::chrono::hours{9};

struct SyntheticOptions {
  std::size_t items = 1000;
  unsigned changed_percent = 0;  // so many items in a hundred say something else than without
};

// Sorted as a published feed is; generation 1.
Feed synthetic_feed(const SyntheticOptions& options);

}  // namespace treffpunkt::bench
