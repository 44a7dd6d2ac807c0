#pragma once
// For whom an event or offer is. The list is closed so that filters and icons can know it; "everyone" is the
// absence of any.

#include <array>
#include <string_view>

namespace treffpunkt {

inline constexpr std::array<std::string_view, 8> kAudiences = {
    "children", "youth", "families", "women", "older-people", "refugees", "newcomers", "disabled-people"};

}  // namespace treffpunkt
