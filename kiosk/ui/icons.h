#pragma once
// The pictograms we use, by their names in the Material icon font, and their code points.

#include <string>
#include <string_view>

namespace treffpunkt::ui {

// UTF-8 of the icon's code point; an unknown name (a feed may bring any) gives a plain dot.
std::string icon(std::string_view name);
bool has_icon(std::string_view name);

}  // namespace treffpunkt::ui
