#pragma once
// Whether there is anything that draws faster than the processor. Asks for the kernel's devices, not for OpenGL: where
// there is none, Mesa would load a compiler of 50 MB to draw on the processor, too. Any thread.

#include <filesystem>

namespace treffpunkt::platform {

bool has_graphics_card(const std::filesystem::path& devices = "/dev");

}  // namespace treffpunkt::platform
