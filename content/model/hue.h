#pragma once
// The hues a topic may have. What colour each is, in each theme, is kiosk/ui/theme.h's business.

#include <array>
#include <string_view>

namespace treffpunkt {

inline constexpr std::array<std::string_view, 8> kHues = {"blue", "amber", "green", "red", "violet", "teal", "pink", "stone"};

}  // namespace treffpunkt
