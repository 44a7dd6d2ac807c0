#include "kiosk/app/stage.h"

#include <imgui.h>

#include <algorithm>

#include "kiosk/screens/listening.h"

namespace treffpunkt::app {
namespace {

constexpr std::size_t kMostPictures = 24;

}  // namespace

Stage::Stage(platform::Window& window, text::Engine& engine, std::function<void(const std::string&, int)> want_picture)
    : window_(window),
      want_picture_(std::move(want_picture)),
      context_(ImGui::CreateContext()),
      atlas_(engine, [&window] { return window.create_texture(text::Atlas::kPageSize, text::Atlas::kPageSize, true); }) {
  auto& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  // Or more than 16,384 glyphs and boxes in a picture would end the program.
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  window_.upload_font_texture(*io.Fonts);
}

Stage::~Stage() {
  for (const auto& [object, shown] : pictures_) {
    if (shown.texture.id) window_.destroy_texture(shown.texture.id);
  }
  ImGui::DestroyContext(context_);
}

void Stage::add_picture(const std::string& object, const platform::Pixels& pixels) {
  auto& shown = pictures_[object];
  if (shown.texture.id || pixels.width <= 0) return;
  shown.texture = {window_.create_texture(pixels.width, pixels.height, false), pixels.width, pixels.height};
  window_.update_texture(shown.texture.id, 0, pixels.height, pixels.rgba.data());
  shown.last_frame = frame_;
}

void Stage::show_film(const platform::Pixels& pixels) {
  auto& shown = pictures_[screens::kFilmObject];
  if (shown.texture.id && (shown.texture.width != pixels.width || shown.texture.height != pixels.height)) {
    window_.destroy_texture(shown.texture.id);
    shown.texture = {};
  }
  if (!shown.texture.id) shown.texture = {window_.create_texture(pixels.width, pixels.height, false), pixels.width, pixels.height};
  window_.update_texture(shown.texture.id, 0, pixels.height, pixels.rgba.data());
  shown.last_frame = frame_;
}

ui::Texture Stage::picture(const std::string& object, int width) {
  const auto found = pictures_.find(object);
  if (found != pictures_.end()) {
    found->second.last_frame = frame_;
    return found->second.texture;
  }
  pictures_[object].last_frame = frame_;
  if (object != screens::kFilmObject) want_picture_(object, width);
  return {};
}

void Stage::drop_old_pictures() {
  while (pictures_.size() > kMostPictures) {
    const auto oldest = std::min_element(pictures_.begin(), pictures_.end(), [](const auto& a, const auto& b) {
      return a.second.last_frame < b.second.last_frame;
    });
    if (oldest->second.last_frame + 2 >= frame_) return;
    if (oldest->second.texture.id) window_.destroy_texture(oldest->second.texture.id);
    pictures_.erase(oldest);
  }
}

void Stage::upload_glyphs() {
  for (auto& page : atlas_.pages()) {
    if (page.dirty_top >= page.dirty_bottom || !page.texture) continue;
    window_.update_texture(page.texture, page.dirty_top, page.dirty_bottom,
                           page.pixels.data() + static_cast<std::size_t>(page.dirty_top) * text::Atlas::kPageSize);
    page.dirty_top = page.dirty_bottom = 0;
  }
}

void Stage::device_lost() {
  pictures_.clear();
  atlas_.device_lost();
  window_.upload_font_texture(*ImGui::GetIO().Fonts);
}

void Stage::draw(const ui::Scene& scene, ui::Paint how) {
  ++frame_;
  drop_old_pictures();
  atlas_.begin_frame();
  auto& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(window_.width()), static_cast<float>(window_.height())};
  io.DeltaTime = 1.f / 60;
  ImGui::NewFrame();
  how.atlas = &atlas_;
  how.picture = [this](const std::string& object, int width) { return picture(object, width); };
  ui::paint(*ImGui::GetBackgroundDrawList(), scene, how);
  ImGui::Render();
  upload_glyphs();
  window_.present(*ImGui::GetDrawData(), scene.background);
}

}  // namespace treffpunkt::app
