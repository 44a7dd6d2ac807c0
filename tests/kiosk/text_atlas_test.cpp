#include "kiosk/text/atlas.h"

#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>

#include "kiosk/text/shelves.h"
#include "tests/kiosk/text_support.h"

namespace treffpunkt::test {
namespace {

using text::Atlas;
using text::Paragraph;

constexpr std::uint32_t kInk = IM_COL32(1, 2, 3, 200), kSecondInk = IM_COL32(9, 9, 9, 255);

// An ImGui frame without a window: what is emitted lands in a draw list of its own.
struct AtlasBench {
  AtlasBench()
      : atlas(
            *engine, [this] { return ++textures; }, 2) {
    ImGui::SetCurrentContext(context);
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().DisplaySize = ImVec2(1000, 1000);
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    ImGui::NewFrame();
  }
  ~AtlasBench() {
    ImGui::EndFrame();
    ImGui::DestroyContext(context);
  }

  void emit(const Paragraph& paragraph, float x = 10, float y = 10) {
    atlas.emit(*ImGui::GetBackgroundDrawList(), *engine->layout(paragraph), x, y, {kInk, kSecondInk}, 0x80808080);
  }
  const ImVector<ImDrawVert>& vertices() const { return ImGui::GetBackgroundDrawList()->VtxBuffer; }
  int count(std::uint32_t colour) const {
    return static_cast<int>(std::count_if(vertices().begin(), vertices().end(),
                                          [&](const ImDrawVert& vertex) { return vertex.col == colour; }));
  }

  std::unique_ptr<text::Engine> engine = open_engine();
  ImGuiContext* context = ImGui::CreateContext();
  std::uintptr_t textures = 0;
  Atlas atlas;
};

TEST_CASE_FIXTURE(AtlasBench, "a glyph is rasterised once") {
  emit({.text = "aaa", .size = 30});
  CHECK(vertices().Size == 12);
  atlas.pages()[0].dirty_top = atlas.pages()[0].dirty_bottom = 0;
  emit({.text = "aaa", .size = 30});
  CHECK(atlas.pages()[0].dirty_bottom == 0);
  CHECK(textures == 1);
}

TEST_CASE_FIXTURE(AtlasBench, "of a text that is longer than the screen no more is drawn than can be seen") {
  Paragraph paragraph{.text = {}, .size = 30};
  for (int line = 0; line < 2000; ++line) {
    paragraph.spans.push_back({.begin = paragraph.text.size(), .end = paragraph.text.size() + 1, .marked = true});
    paragraph.text += "a\n";
  }
  emit(paragraph);
  CHECK(count(0x80808080) >= 4 * 20);
  CHECK(count(0x80808080) <= 4 * 30);
}

TEST_CASE_FIXTURE(AtlasBench, "only the rows of new glyphs are dirty") {
  emit({.text = "Erste Zeile", .size = 30});
  atlas.pages()[0].dirty_top = atlas.pages()[0].dirty_bottom = 0;
  emit({.text = "7", .size = 90});
  const text::AtlasPage& page = atlas.pages()[0];
  CHECK(page.dirty_bottom > page.dirty_top);
  CHECK(page.dirty_bottom - page.dirty_top < 100);
}

TEST_CASE_FIXTURE(AtlasBench, "glyphs stand on whole pixels") {
  emit({.text = "Wörter", .size = 27.3F}, 10.4F, 20.6F);
  for (const ImDrawVert& vertex : vertices()) {
    CHECK(vertex.pos.x == std::round(vertex.pos.x));
    CHECK(vertex.pos.y == std::round(vertex.pos.y));
  }
}

TEST_CASE_FIXTURE(AtlasBench, "a span's ink colours its glyphs, an emoji keeps its colours") {
  emit({.text = "ab😀", .size = 30, .spans = {{1, 2, false, false, false, false, false, 1}}});
  CHECK(count(kInk) == 4);
  CHECK(count(kSecondInk) == 4);
  CHECK(count(IM_COL32(255, 255, 255, 200)) == 4);
}

TEST_CASE_FIXTURE(AtlasBench, "a mark lies beneath its text and a strike above it") {
  emit({.text = "x", .size = 30, .spans = {{0, 1, false, false, true, false, true}}});
  REQUIRE(vertices().Size == 12);
  CHECK(vertices()[0].col == 0x80808080);
  CHECK(vertices()[4].uv.x != vertices()[6].uv.x);   // the glyph has a picture
  CHECK(vertices()[8].uv.x == vertices()[10].uv.x);  // the strike does not
}

TEST_CASE_FIXTURE(AtlasBench, "what lies outside the clip rectangle is not rasterised") {
  emit({.text = "weit unten", .size = 30}, 10, 5000);
  CHECK(vertices().Size == 0);
  CHECK(atlas.pages().empty());
}

TEST_CASE_FIXTURE(AtlasBench, "pages are added within a frame and start anew at the next when there are too many") {
  const Paragraph first{.text = "A", .size = 500};
  emit(first);
  const char32_t kLetters = U'Z';
  for (char32_t letter = U'B'; letter <= kLetters; ++letter)
    emit({.text = std::string(1, static_cast<char>(letter)), .size = 500});
  const std::size_t pages = atlas.pages().size();
  CHECK(pages > 2);
  CHECK(textures == pages);
  for (text::AtlasPage& page : atlas.pages()) page.dirty_top = page.dirty_bottom = 0;
  emit(first);
  CHECK(atlas.pages()[0].dirty_bottom == 0);

  atlas.begin_frame();
  CHECK(atlas.pages()[0].dirty_bottom == Atlas::kPageSize);
  CHECK(std::all_of(atlas.pages()[0].pixels.begin(), atlas.pages()[0].pixels.end(),
                    [](std::uint32_t pixel) { return pixel == 0x00FFFFFF; }));
  emit(first);
  CHECK(textures == pages);  // pages are used again
  atlas.pages()[0].dirty_top = atlas.pages()[0].dirty_bottom = 0;
  atlas.begin_frame();
  CHECK(atlas.pages()[0].dirty_bottom == 0);
}

TEST_CASE_FIXTURE(AtlasBench, "after the device is lost pages get new textures and are uploaded whole") {
  emit({.text = "Text", .size = 30});
  const std::uintptr_t before = atlas.pages()[0].texture;
  atlas.pages()[0].dirty_top = atlas.pages()[0].dirty_bottom = 0;
  atlas.device_lost();
  emit({.text = "Text", .size = 30});
  CHECK(atlas.pages()[0].texture != before);
  CHECK(atlas.pages()[0].dirty_top == 0);
  CHECK(atlas.pages()[0].dirty_bottom == Atlas::kPageSize);
}

TEST_CASE_FIXTURE(AtlasBench, "a glyph larger than a page is left out") {
  emit({.text = "W", .size = 1900});
  CHECK(vertices().Size == 0);
}

TEST_CASE("images on shelves never overlap and never leave the page") {
  text::Shelves shelves(100);
  std::vector<std::vector<bool>> taken(100, std::vector<bool>(100));
  int placed = 0;
  for (int i = 0; i < 200; ++i) {
    const int width = 5 + i * 7 % 20, height = 4 + i * 11 % 15;
    const auto place = shelves.put(width, height);
    if (!place) continue;
    ++placed;
    for (int y = place->y; y < place->y + height; ++y) {
      for (int x = place->x; x < place->x + width; ++x) {
        REQUIRE(x < 100);
        REQUIRE(y < 100);
        REQUIRE_FALSE(taken[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)]);
        taken[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] = true;
      }
    }
  }
  CHECK(placed > 20);
  CHECK_FALSE(shelves.put(101, 1).has_value());
}

}  // namespace
}  // namespace treffpunkt::test
