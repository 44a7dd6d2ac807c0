#pragma once
// Textures travel through Dear ImGui as numbers. What ImTextureID is differs between its versions.

#include <imgui.h>

#include <cstdint>

namespace treffpunkt::platform {

inline std::uintptr_t texture_of(const ImDrawCmd& command) {
#if IMGUI_VERSION_NUM >= 18400
  return (std::uintptr_t)command.GetTexID();
#else
  return (std::uintptr_t)command.TextureId;
#endif
}

// False: the command has nothing to draw here. Callbacks are called.
inline bool is_drawn(const ImDrawList& list, const ImDrawCmd& command) {
  if (command.UserCallback == nullptr) return command.ElemCount > 0;
  if (command.UserCallback != ImDrawCallback_ResetRenderState) command.UserCallback(&list, &command);
  return false;
}

}  // namespace treffpunkt::platform
