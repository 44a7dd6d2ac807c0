#include "kiosk/text/utf8.h"

#include <doctest/doctest.h>

namespace treffpunkt::text {
namespace {

std::string cleaned(std::string_view original, bool one_paragraph = false) {
  return CleanText(original, one_paragraph).text();
}

TEST_CASE("good text stays as it is") {
  const std::string text = "Äpfel, العربية, 😀\n\tzweite Zeile";
  CHECK(cleaned(text) == text);
}

TEST_CASE("each byte that is no UTF-8 becomes a replacement character") {
  CHECK(cleaned("\xFF") == "\uFFFD");
  CHECK(cleaned("a\xC3") == "a\uFFFD");                              // cut off
  CHECK(cleaned("\xC0\xAF") == "\uFFFD\uFFFD");                      // overlong
  CHECK(cleaned("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");            // a surrogate
  CHECK(cleaned("\xF4\x90\x80\x80") == "\uFFFD\uFFFD\uFFFD\uFFFD");  // beyond Unicode
  CHECK(cleaned("\xE2\x82") == "\uFFFD\uFFFD");
}

TEST_CASE("NUL and control characters do not get through") {
  CHECK(cleaned(std::string_view("a\0b", 3)) == "a\uFFFDb");
  CHECK(cleaned("\x1B[31m") == "\uFFFD[31m");
  CHECK(cleaned("\u0085") == "\uFFFD");
}

TEST_CASE("line breaks become spaces where there is only one paragraph") {
  CHECK(cleaned("a\nb\r\nc\u2028d", true) == "a b  c d");
  CHECK(cleaned("a\nb", false) == "a\nb");
}

TEST_CASE("skin tones are dropped") { CHECK(cleaned("👍🏽!") == "👍!"); }

TEST_CASE("positions lead to the clean text and back") {
  const CleanText text(
      "a\xFF"
      "b👍🏽c",
      false);
  CHECK(text.text() == "a\uFFFDb👍c");
  CHECK(text.from_original(2) == 4);   // b
  CHECK(text.from_original(11) == 9);  // c
  CHECK(text.to_original(4) == 2);
  CHECK(text.to_original(9) == 11);
  CHECK(text.from_original(99) == 10);
  CHECK(text.to_original(99) == 12);
}

TEST_CASE("without a change positions are the same") {
  const CleanText text("Äpfel", false);
  CHECK(text.from_original(3) == 3);
  CHECK(text.to_original(3) == 3);
  CHECK(text.from_original(99) == 6);
}

}  // namespace
}  // namespace treffpunkt::text
