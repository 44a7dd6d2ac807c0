#pragma once
// What kiosk-feed says to people at the end of its work. Pure; any thread.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "content/json/problem.h"
#include "feed/publish.h"
#include "feed/speech.h"

namespace treffpunkt {

// "1 error", "2 errors".
std::string counted(std::size_t number, std::string_view singular, std::string_view plural);

// "error: events/x.json:12: start: not a date: '2026-13-01'"
std::string to_line(const Problem& problem);

// "0 errors, 2 warnings in 96 items"
std::string summary(const std::vector<Problem>& problems, std::size_t items);

// "Speech for 612 texts: 12 new, 41.20 MB in all"
std::string about(const SpokenFeed& spoken);

// What has been published, some lines.
std::string about(const Published& published, std::size_t items, const std::filesystem::path& feed);

// What the new keys in that folder are for, and where to keep which.
std::string about_keys(const std::filesystem::path& folder);

}  // namespace treffpunkt
