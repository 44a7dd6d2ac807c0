#pragma once
// Everything between a scene and the window's pixels: the ImGui context, the glyph atlas, picture textures. UI thread.

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "kiosk/platform/picture.h"
#include "kiosk/platform/window.h"
#include "kiosk/text/atlas.h"
#include "kiosk/ui/painter.h"

struct ImGuiContext;

namespace treffpunkt::app {

class Stage {
 public:
  // `want_picture` is called once for a picture that is in sight and not here yet.
  Stage(platform::Window& window, text::Engine& engine, std::function<void(const std::string& object, int width)> want_picture);
  ~Stage();

  // `how`: theme, what is pressed, how far things are from their places; atlas and pictures are the stage's.
  void draw(const ui::Scene& scene, ui::Paint how);
  // Pictures that could not be had come with empty pixels and are not asked for again.
  void add_picture(const std::string& object, const platform::Pixels& pixels);
  // The film's next picture: what nodes with kFilmObject show.
  void show_film(const platform::Pixels& pixels);
  void device_lost();

  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

 private:
  struct Shown {
    ui::Texture texture;
    std::uint64_t last_frame = 0;
  };
  ui::Texture picture(const std::string& object, int width);
  void upload_glyphs();
  void drop_old_pictures();

  platform::Window& window_;
  std::function<void(const std::string&, int)> want_picture_;
  ImGuiContext* context_;
  text::Atlas atlas_;
  std::map<std::string, Shown> pictures_;
  std::uint64_t frame_ = 0;
};

}  // namespace treffpunkt::app
