#pragma once
// Reads the #include lines of one source file against the floors of docs/architecture.md: which part may use which part
// and which library. Knows nothing of what CMake links; that is the other half of the same rule.

#include <string>
#include <string_view>
#include <vector>

namespace treffpunkt::floors {

// What is wrong, one message an include, with the line: "kiosk/ui/pen.cpp:3: SDL.h is SDL2, which kiosk/ui may not
// use". `path` is written from the project's root, with '/'.
std::vector<std::string> violations_in(std::string_view path, std::string_view source);

}  // namespace treffpunkt::floors
