// Layouts as golden texts: tests/kiosk/golden/*.txt.

#include <doctest/doctest.h>

#include "tests/kiosk/text_support.h"
#include "tests/support/golden_text.h"

namespace treffpunkt::test {
namespace {

using text::Align;
using text::Paragraph;
using text::Span;

void check(const std::string& name, const Paragraph& paragraph) {
  const auto engine = open_engine();
  const auto layout = engine->layout(paragraph);
  CHECK(layout->unknown_glyphs == 0);
  check_golden_text(std::filesystem::path(SOURCE_DIR) / "tests" / "kiosk" / "golden" / (name + ".txt"),
                    dump(paragraph, *layout));
}

TEST_CASE("a German compound breaks with a hyphen where a soft hyphen allows it") {
  check("german_soft_hyphen",
        {.text = "Wohnungs\u00ADlosen\u00ADunterkunft im Nachbar\u00ADschafts\u00ADzentrum", .size = 28, .width = 220});
}

TEST_CASE("a phone number in isolates keeps its order in Arabic, and a range of times too") {
  check("arabic_isolates",
        {.text = "الخميس \u206617:00–18:00\u2069، هاتف \u2066040\u00A066969\u2011101\u2069، الغرفة 12",
         .language = "ar",
         .right_to_left = true,
         .size = 28,
         .line_height = 40,
         .width = 420});
}

TEST_CASE("a German text with an Arabic word stays left-to-right among Arabic ones") {
  check("german_with_arabic",
        {.text = "Sprachen: Deutsch, العربية (kostenlos).", .right_to_left = true, .size = 28, .width = 600});
}

TEST_CASE("Ukrainian wraps between words") {
  check("ukrainian", {.text = "Наступна консультаційна година: четвер, 16:00–18:00. Ґанок, їжа, єдність.",
                      .language = "uk",
                      .size = 26,
                      .width = 380});
}

TEST_CASE("Persian sets its own letters and digits and keeps joiners apart") {
  check("persian", {.text = "گفت\u200Cوگو پنجشنبه ۱۶ تا ۱۸، چای و کیک",
                    .language = "fa",
                    .right_to_left = true,
                    .size = 28,
                    .width = 500,
                    .bold = true});
}

TEST_CASE("an emoji sequence is one glyph, and a skin tone is dropped") {
  check("emoji", {.text = "Familie 👨‍👩‍👧‍👦 Daumen 👍🏽 Herz ❤️ Flagge 🇺🇦 Taste 1️⃣",
                  .size = 32});
}

TEST_CASE("a long teaser ends in an ellipsis on its last line") {
  check("ellipsis",
        {.text = "Ein langer Teaser,\nder nach zwei Zeilen mit einer Auslassung endet, weil auf der Karte nicht "
                 "mehr Platz ist.",
         .size = 26,
         .width = 420,
         .maximum_lines = 2});
}

TEST_CASE("a long Arabic teaser ends in an ellipsis on its left") {
  check("ellipsis_arabic", {.text = "نص طويل جداً يجب أن ينتهي بعد سطر واحد لأن المساحة لا تكفي لأكثر من ذلك",
                            .language = "ar",
                            .right_to_left = true,
                            .size = 26,
                            .width = 300,
                            .maximum_lines = 1});
}

TEST_CASE("spans make bold, italic, struck, underlined, marked and coloured text") {
  check("spans", {.text = "fett kursiv weg unten Fund farbig العربية",
                  .size = 28,
                  .spans = {{0, 4, true},
                            {5, 11, false, true},
                            {12, 15, false, false, true},
                            {16, 21, false, false, false, true},
                            {22, 26, false, false, false, false, true},
                            {27, 33, false, false, false, false, false, 1},
                            {34, 38, false, false, false, false, true, 2}}});
}

TEST_CASE("times in tabular figures align") {
  check("tabular", {.text = "11:11\n08:40", .size = 30, .width = 200, .align = Align::end, .tabular_figures = true});
}

TEST_CASE("an icon fills its em") { check("icon", {.text = "\uE88A", .size = 48, .icons = true}); }

}  // namespace
}  // namespace treffpunkt::test
