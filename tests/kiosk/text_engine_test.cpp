#include "kiosk/text/engine.h"

#include <doctest/doctest.h>

#include <array>

#include "tests/kiosk/text_support.h"
#include "tests/support/temporary_folder.h"

namespace treffpunkt::test {
namespace {

using text::Align;
using text::Layout;
using text::Paragraph;

float right_edge(const Layout& layout) { return layout.lines.front().x + layout.lines.front().width; }

TEST_CASE("a folder without our fonts is an error that names it") {
  const TemporaryFolder empty;
  const auto engine = text::Engine::open(empty.path(), {});
  REQUIRE_FALSE(engine.has_value());
  CHECK(engine.error().message.find(empty.path().string()) != std::string::npos);
}

TEST_CASE("fonts found through a cache give the same layout as without one") {
  const TemporaryFolder cache;
  const auto cached = text::Engine::open(font_folder(), cache.path());
  REQUIRE(cached.has_value());
  CHECK_FALSE(std::filesystem::is_empty(cache.path()));
  const Paragraph paragraph{.text = "Rathaus → بلدية 😀", .size = 30};
  CHECK(dump(paragraph, *(*cached)->layout(paragraph)) == dump(paragraph, *open_engine()->layout(paragraph)));
}

TEST_CASE("the fonts are under 10 MB together") {
  std::uintmax_t bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(font_folder())) bytes += file.file_size();
  CHECK(bytes > 1'000'000);
  CHECK(bytes < 10'000'000);
}

TEST_CASE("every script that is spoken in Harburg has its glyphs") {
  const auto engine = open_engine();
  constexpr std::array kTexts = {
      "Äußerungen „größer“ – 50 €, § 5, № 7 … ‚ja‘ ·",
      "Türkçe: İstanbul'dan ğ ş ı ₺",
      "العربية: أهلاً وسهلاً ٠١٢ ، ؛ ؟",
      "فارسی: پ چ ژ گ ک ی ۀ",
      "کوردی: ڕۆژ، گەورە ڵ ێ",
      "پښتو: ښه ړ ډ ټ ګ ۍ ې",
      "اردو: ٹ ڈ ڑ ے ھ ں",
      "Українська: ґ є ї і ’",
      "Русский ё ъ ₽",
      "Polski źdźbło, Română ț ș, Shqip ë, Српски ђ ћ",
      "Tiếng Việt: Đường phố, người",
      "ትግርኛ ሰላም",
      "ქართული",
      "Հայերեն",
      "עברית שלום",
      "हिन्दी नमस्ते",
      "বাংলা",
      "ਪੰਜਾਬੀ",
      "தமிழ்",
      "ไทย",
      "→ ← ↑ ↓ ✓ ✗ ★ ☎ ② ≤ ≈",
      "😀 👩‍🦽 ⚽ 🏳️‍🌈 🇩🇪",
  };
  for (const char* sample : kTexts) {
    CAPTURE(sample);
    CHECK(engine->layout({.text = sample})->unknown_glyphs == 0);
    CHECK(engine->layout({.text = sample, .bold = true})->unknown_glyphs == 0);
  }
}

TEST_CASE("a character that no font has is counted") {
  CHECK(open_engine()->layout({.text = "a\U00012000b"})->unknown_glyphs == 1);
}

TEST_CASE("bytes that are no UTF-8 are shown as replacement characters") {
  const auto engine = open_engine();
  const auto broken = engine->layout({.text = "a\xFF\xC3(b"});
  const auto replaced = engine->layout({.text = "a\uFFFD\uFFFD(b"});
  REQUIRE(broken->glyphs.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) CHECK(broken->glyphs[i].glyph == replaced->glyphs[i].glyph);
  CHECK(broken->lines.front().end == 5);
}

TEST_CASE("start is left for German and right for Arabic, end the other way round") {
  const auto engine = open_engine();
  Paragraph german{.text = "Guten Tag", .width = 500};
  Paragraph arabic{.text = "مرحبا", .language = "ar", .right_to_left = true, .width = 500};
  CHECK(engine->layout(german)->lines.front().x == 0);
  CHECK(right_edge(*engine->layout(arabic)) == doctest::Approx(500).epsilon(0.01));
  german.align = arabic.align = Align::end;
  CHECK(right_edge(*engine->layout(german)) == doctest::Approx(500).epsilon(0.01));
  CHECK(engine->layout(arabic)->lines.front().x == 0);
  german.align = Align::centre;
  const auto centred = engine->layout(german);
  CHECK(centred->lines.front().x == doctest::Approx(500 - right_edge(*centred)).epsilon(0.01));
}

TEST_CASE("a text without letters follows the direction it is given") {
  const auto engine = open_engine();
  CHECK(engine->layout({.text = "17:00–18:00", .right_to_left = true, .width = 400})->right_to_left);
  CHECK_FALSE(engine->layout({.text = "17:00–18:00", .width = 400})->right_to_left);
}

TEST_CASE("lines of every script stand on the same grid") {
  const auto engine = open_engine();
  const auto lines = engine->layout({.text = "Latein\nعربي\nहिन्दी\n😀", .size = 20, .line_height = 33});
  REQUIRE(lines->lines.size() == 4);
  CHECK(lines->height == 132);
  for (std::size_t i = 1; i < 4; ++i) CHECK(lines->lines[i].baseline - lines->lines[i - 1].baseline == 33);
}

TEST_CASE("a text fits into the width that was measured for it") {
  const auto engine = open_engine();
  for (const char* text : {"Sprechstunde", "Guten Abend zusammen", "Öffnungszeiten: 9–18 Uhr", "Café"}) {
    for (float size = 17; size < 60; size += 3.7F) {
      const auto measured = engine->layout({.text = text, .size = size});
      CHECK(engine->layout({.text = text, .size = size, .width = measured->width})->lines.size() == 1);
    }
  }
}

TEST_CASE("spans beyond the text or turned around change nothing") {
  const auto engine = open_engine();
  const auto plain = engine->layout({.text = "kurz"});
  const auto odd =
      engine->layout({.text = "kurz", .spans = {{3, 1, true}, {90, 99, true}, {4, 400, false, false, true}}});
  CHECK(odd->width == plain->width);
  CHECK(odd->decorations.empty());
}

TEST_CASE("the same paragraph is laid out once, another width anew") {
  const auto engine = open_engine();
  const Paragraph paragraph{.text = "zweimal gefragt", .width = 300};
  Paragraph wider = paragraph;
  wider.width = 301;
  CHECK(engine->layout(paragraph) == engine->layout(paragraph));
  CHECK(engine->layout(paragraph) != engine->layout(wider));
}

TEST_CASE("a layout that is held stays true when the cache has forgotten it") {
  const auto engine = open_engine();
  const auto held = engine->layout({.text = "bleibt"});
  const auto glyphs = held->glyphs.size();
  for (int i = 0; i < 4100; ++i) engine->layout({.text = std::to_string(i)});
  CHECK(held->glyphs.size() == glyphs);
  CHECK(engine->layout({.text = "bleibt"}) != held);
}

TEST_CASE("a letter is white with coverage, an emoji has colours") {
  const auto engine = open_engine();
  const auto layout = engine->layout({.text = "H😀", .size = 40});
  REQUIRE(layout->glyphs.size() == 2);
  const auto letter = engine->rasterise(layout->glyphs[0].font, layout->glyphs[0].glyph, 0);
  const auto emoji = engine->rasterise(layout->glyphs[1].font, layout->glyphs[1].glyph, 0);
  CHECK_FALSE(letter.colour);
  for (const std::uint32_t pixel : letter.pixels) CHECK((pixel & 0xFFFFFF) == 0xFFFFFF);
  CHECK(std::any_of(letter.pixels.begin(), letter.pixels.end(), [](std::uint32_t p) { return p == 0xFFFFFFFF; }));
  CHECK(emoji.colour);
  // A yellow face: red and green high, blue low.
  const std::uint32_t middle = emoji.pixels[static_cast<std::size_t>(emoji.height / 3 * emoji.width + emoji.width / 2)];
  CHECK((middle & 0xFF) > 200);
  CHECK(((middle >> 16) & 0xFF) < 120);
}

TEST_CASE("a letter at another quarter of a pixel is another picture") {
  const auto engine = open_engine();
  const auto layout = engine->layout({.text = "l", .size = 20});
  const auto at = [&](int phase) { return engine->rasterise(layout->glyphs[0].font, layout->glyphs[0].glyph, phase); };
  CHECK(at(0).pixels == at(0).pixels);
  CHECK(at(0).pixels != at(2).pixels);
}

TEST_CASE("a glyph of a font that is none is empty") { CHECK(open_engine()->rasterise(12345, 1, 0).pixels.empty()); }

TEST_CASE("a capital of our Latin font is 0.714 em high") {
  CHECK(open_engine()->capital_height() == doctest::Approx(0.714).epsilon(0.005));
}

}  // namespace
}  // namespace treffpunkt::test
