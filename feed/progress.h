#pragma once
// How far a long work is, for the person who waits for it.

#include <cstddef>
#include <functional>
#include <string_view>

namespace treffpunkt {

// "pictures", 12, 40. Called often; whoever listens decides how much of it to show. May be empty.
using Progress = std::function<void(std::string_view what, std::size_t done, std::size_t of)>;

}  // namespace treffpunkt
