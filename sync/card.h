#pragma once
// What the card says of itself: how much room there is, and what a file's bytes are worth. Any thread.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "content/result/error.h"

namespace treffpunkt {

// What an ordinary user may still write. A card that does not tell has room.
std::uint64_t free_bytes(const std::filesystem::path& folder);

// "12 MB", "7 kB", "512 bytes".
std::string amount(std::uint64_t bytes);

// "the card is full: needs 12 MB, has 7 kB"
std::string full_card(std::uint64_t needs, std::uint64_t has);
// Whether a message of ours is about a card that took no more: as above, or as the kernel or SQLite say it.
bool tells_of_full_card(std::string_view message);

// Hex. From the card, as far as the kernel lets us: what it remembers of the file proves nothing about the card.
Result<std::string> sha256_of_file(const std::filesystem::path& file);

}  // namespace treffpunkt
