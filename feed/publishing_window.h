#pragma once
// Which days a publishing writes out: from the first day of the current month to the end of the month thirteen months
// ahead. Whole months, so that the same sources published twice within a month give the same bytes. Pure; any thread.

#include <string_view>

#include "content/model/time.h"

namespace treffpunkt {

struct PublishingWindow {
  LocalTime from;   // what ended before is left out
  LocalTime until;  // what starts at this or later is left out
};

// `zone` is the feed's time zone.
PublishingWindow publishing_window(Instant now, std::string_view zone);

inline bool is_within(const PublishingWindow& window, LocalTime start, LocalTime end) {
  return end > window.from && start < window.until;
}

}  // namespace treffpunkt
