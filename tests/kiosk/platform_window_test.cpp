#include "kiosk/platform/window.h"

#include <doctest/doctest.h>
#include <imgui.h>

#include <thread>

namespace treffpunkt::platform {
namespace {

constexpr std::uint32_t kPaper = IM_COL32(251, 248, 243, 255), kBlue = IM_COL32(11, 79, 108, 255);
constexpr std::uint32_t kBrick = IM_COL32(181, 64, 42, 255);

std::unique_ptr<Window> open(int width, int height, int rotation) {
  auto window = Window::open({.width = width, .height = height, .rotation = rotation, .offscreen = true});
  REQUIRE_MESSAGE(window.has_value(), window.error().message);
  return *std::move(window);
}

// A frame of Dear ImGui for one window; what is drawn in between is presented at the end.
struct Frame {
  explicit Frame(Window& shown_in) : window(shown_in) {
    ImGui::SetCurrentContext(context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = ImVec2(static_cast<float>(window.width()), static_cast<float>(window.height()));
    window.upload_font_texture(*io.Fonts);
    ImGui::NewFrame();
  }
  ~Frame() { ImGui::DestroyContext(context); }
  ImDrawList& list() { return *ImGui::GetBackgroundDrawList(); }
  std::vector<std::uint32_t> present(bool upright) {
    ImGui::Render();
    window.present(*ImGui::GetDrawData(), kPaper);
    auto pixels = window.read_pixels(upright);
    REQUIRE(pixels.has_value());
    return *pixels;
  }

  Window& window;
  ImGuiContext* context = ImGui::CreateContext();
};

// A blue corner at the top left, a brick picture at the right edge.
std::vector<std::uint32_t> known_picture(Window& window, bool upright) {
  const std::vector<std::uint32_t> bricks(4, kBrick);
  const std::uintptr_t texture = window.create_texture(2, 2, true);
  window.update_texture(texture, 0, 2, bricks.data());
  Frame frame(window);
  frame.list().AddRectFilled(ImVec2(0, 0), ImVec2(3, 2), kBlue);
  frame.list().AddImage((ImTextureID)texture, ImVec2(6, 1), ImVec2(8, 3));
  return frame.present(upright);
}

std::uint32_t expected(int x, int y) {
  if (x < 3 && y < 2) return kBlue;
  return x >= 6 && y >= 1 && y < 3 ? kBrick : kPaper;
}

TEST_CASE("a window that cannot be is an error, not a crash") {
  CHECK_FALSE(Window::open({.rotation = 45, .offscreen = true}).has_value());
  CHECK_FALSE(Window::open({.rotation = -90, .offscreen = true}).has_value());
  CHECK_FALSE(Window::open({.width = 0, .offscreen = true}).has_value());
  CHECK_FALSE(Window::open({.height = 1'000'000, .offscreen = true}).has_value());
}

TEST_CASE("the canvas is upright in every rotation") {
  for (const int rotation : {0, 90, 180, 270}) {
    CAPTURE(rotation);
    const auto window = open(8, 5, rotation);
    CHECK(window->width() == 8);
    CHECK(window->height() == 5);
    const auto pixels = known_picture(*window, true);
    REQUIRE(pixels.size() == 40);
    for (int y = 0; y < 5; ++y) {
      for (int x = 0; x < 8; ++x) CHECK(pixels[static_cast<std::size_t>(y * 8 + x)] == expected(x, y));
    }
  }
}

TEST_CASE("the panel has the picture turned clockwise") {
  const auto panel = [](int rotation, int row_length, int x, int y) {
    return known_picture(*open(8, 5, rotation), false)[static_cast<std::size_t>(y * row_length + x)];
  };
  for (int y = 0; y < 5; ++y) {
    for (int x = 0; x < 8; ++x) {
      CHECK(panel(90, 5, 4 - y, x) == expected(x, y));
      CHECK(panel(180, 8, 7 - x, 4 - y) == expected(x, y));
      CHECK(panel(270, 5, y, 7 - x) == expected(x, y));
    }
  }
}

TEST_CASE("a clip rectangle holds in every rotation") {
  for (const int rotation : {0, 90, 180, 270}) {
    const auto window = open(8, 5, rotation);
    Frame frame(*window);
    frame.list().PushClipRect(ImVec2(2, 1), ImVec2(4, 3));
    frame.list().AddRectFilled(ImVec2(0, 0), ImVec2(8, 5), kBlue);
    frame.list().PopClipRect();
    const auto pixels = frame.present(true);
    for (int y = 0; y < 5; ++y) {
      for (int x = 0; x < 8; ++x) {
        const bool inside = x >= 2 && x < 4 && y >= 1 && y < 3;
        CHECK(pixels[static_cast<std::size_t>(y * 8 + x)] == (inside ? kBlue : kPaper));
      }
    }
  }
}

TEST_CASE("a rounded corner is drawn with soft edges, the same on every run") {
  const auto draw = [] {
    const auto window = open(60, 60, 0);
    Frame frame(*window);
    frame.list().AddRectFilled(ImVec2(5, 5), ImVec2(55, 55), kBlue, 16);
    return frame.present(true);
  };
  const auto first = draw();
  CHECK(first == draw());
  CHECK(first[5 * 60 + 5] == kPaper);
  CHECK(first[30 * 60 + 30] == kBlue);
  CHECK(std::any_of(first.begin(), first.end(), [](std::uint32_t p) { return p != kPaper && p != kBlue; }));
}

TEST_CASE("only the rows given to it change in a texture, and rows outside are refused") {
  const auto window = open(2, 3, 0);
  const std::uintptr_t texture = window->create_texture(2, 3, true);
  REQUIRE(texture != 0);
  const std::vector<std::uint32_t> blue(6, kBlue), brick(6, kBrick);
  window->update_texture(texture, 0, 3, blue.data());
  window->update_texture(texture, 1, 2, brick.data());
  window->update_texture(texture, 2, 4, brick.data());
  window->update_texture(texture, -1, 1, brick.data());
  window->update_texture(texture + 999, 0, 3, brick.data());
  Frame frame(*window);
  frame.list().AddImage((ImTextureID)texture, ImVec2(0, 0), ImVec2(2, 3));
  CHECK(frame.present(true) == std::vector<std::uint32_t>{kBlue, kBlue, kBrick, kBrick, kBlue, kBlue});
  window->destroy_texture(texture);
  window->destroy_texture(texture);
}

TEST_CASE("a window that has shown nothing has no pixels") {
  CHECK_FALSE(open(2, 2, 0)->read_pixels(true).has_value());
}

TEST_CASE("waiting ends at the deadline with nothing, and at once when it has passed") {
  const auto window = open(2, 2, 0);
  CHECK(window->wait(0).empty());
  const std::uint64_t deadline = now_ns() + 5'000'000;
  CHECK(window->wait(deadline).empty());
  CHECK(now_ns() >= deadline);
}

TEST_CASE("another thread wakes the window up, also before it waits") {
  const auto window = open(2, 2, 0);
  window->wake();
  const auto before = window->wait(std::nullopt);
  REQUIRE(before.size() == 1);
  CHECK(before[0].kind == InputEvent::Kind::wake);
  std::thread waker([&] { window->wake(); });
  const auto during = window->wait(std::nullopt);
  waker.join();
  REQUIRE(during.size() == 1);
  CHECK(during[0].kind == InputEvent::Kind::wake);
  CHECK(during[0].time_ns <= now_ns());
}

}  // namespace
}  // namespace treffpunkt::platform
