#pragma once
// When in the night this kiosk visits the feed, so that not all come at once: by what is its own, since what a card
// carries is the same on every copy of it. Pure, but for read_identity(). Any thread.

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "content/model/time.h"

namespace treffpunkt {

inline constexpr MinuteOfDay kNightBegins{1 * 60};  // as kiosk-sync.timer has it
inline constexpr std::chrono::hours kNight{4};
inline constexpr std::chrono::minutes kAfterStart{10};  // after a power cut all start together

// Something that no other machine has.
struct Identity {
  std::string value;  // empty: nothing was found
  std::string from;   // in words
};

struct VisitDelay {
  std::chrono::seconds wait{};
  std::string reason;  // for the log
};

// The serial number of the board or of the machine, else the address of its first network card, else the machine-id.
// `root`: where the system's files begin.
Identity read_identity(const std::filesystem::path& root);

// `local`: where the kiosk stands; nullopt: not known. Within the night it is the time until this machine's turn, none
// if that has passed; at other times (a start) a share of kAfterStart.
VisitDelay visit_delay(const Identity& identity, std::optional<LocalTime> local);

}  // namespace treffpunkt
