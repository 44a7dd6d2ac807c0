#include "content/body/body.h"

#include <doctest/doctest.h>

#include <string>

using namespace treffpunkt;
using Kind = BodyBlock::Kind;
using Style = BodySpan::Style;

namespace {

std::string span_text(const BodyBlock& block, std::size_t index) {
  const auto& span = block.spans.at(index);
  return block.text.substr(span.begin, span.end - span.begin);
}

}  // namespace

TEST_CASE("headings, paragraphs and rules become blocks in their order") {
  const auto blocks = parse_body("# Willkommen\n\nEin Satz,\nder weitergeht.\n\n---\n\n### Klein\n");
  REQUIRE(blocks.size() == 4);
  CHECK(blocks[0].kind == Kind::heading);
  CHECK(blocks[0].level == 1);
  CHECK(blocks[0].text == "Willkommen");
  CHECK(blocks[1].kind == Kind::paragraph);
  CHECK(blocks[1].text == "Ein Satz, der weitergeht.");
  CHECK(blocks[2].kind == Kind::rule);
  CHECK(blocks[3].level == 3);
}

TEST_CASE("a hard break stays a line break") {
  CHECK(parse_body("Straße 1  \n21073 Hamburg")[0].text == "Straße 1\n21073 Hamburg");
}

TEST_CASE("emphasis and links are spans over bytes of the text") {
  const auto blocks = parse_body("Bitte *ganz* **laut** in [Bü*ro* 1](https://example.org/a?b=1&amp;c=2) rufen");
  REQUIRE(blocks.size() == 1);
  const auto& block = blocks[0];
  CHECK(block.text == "Bitte ganz laut in Büro 1 rufen");
  REQUIRE(block.spans.size() == 4);
  CHECK(block.spans[0].style == Style::italic);
  CHECK(span_text(block, 0) == "ganz");
  CHECK(block.spans[1].style == Style::bold);
  CHECK(span_text(block, 1) == "laut");
  CHECK(block.spans[2].style == Style::link);
  CHECK(block.spans[2].target == "https://example.org/a?b=1&c=2");
  CHECK(span_text(block, 2) == "Büro 1");
  CHECK(span_text(block, 3) == "ro");
}

TEST_CASE("plain addresses become links") {
  const auto blocks = parse_body("Siehe https://example.org/x oder schreiben Sie an rat@example.org heute");
  REQUIRE(blocks[0].spans.size() == 2);
  CHECK(blocks[0].spans[0].target == "https://example.org/x");
  CHECK(span_text(blocks[0], 0) == "https://example.org/x");
  CHECK(blocks[0].spans[1].target == "mailto:rat@example.org");
}

TEST_CASE("lists keep depth, numbers and what else is in an item") {
  const auto blocks = parse_body("3. drei\n4. vier\n   - innen\n\n     noch ein Absatz\n\nEnde\n");
  REQUIRE(blocks.size() == 5);
  CHECK(blocks[0].kind == Kind::list_item);
  CHECK(blocks[0].marker == "3.");
  CHECK(blocks[0].level == 1);
  CHECK(blocks[1].marker == "4.");
  CHECK(blocks[1].text == "vier");
  CHECK(blocks[2].kind == Kind::list_item);
  CHECK(blocks[2].level == 2);
  CHECK(blocks[2].marker.empty());
  CHECK(blocks[3].kind == Kind::paragraph);
  CHECK(blocks[3].indent == 2);
  CHECK(blocks[4].kind == Kind::paragraph);
  CHECK(blocks[4].indent == 0);
}

TEST_CASE("an empty list item still shows its marker") {
  const auto blocks = parse_body("1.\n2. zwei\n");
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[0].marker == "1.");
  CHECK(blocks[0].text.empty());
  CHECK(blocks[1].marker == "2.");
}

TEST_CASE("a quote knows its depth") {
  const auto blocks = parse_body("> außen\n>\n> > innen\n");
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[0].kind == Kind::quote);
  CHECK(blocks[0].level == 1);
  CHECK(blocks[1].level == 2);
}

TEST_CASE("a picture parts the paragraph it stands in, and bold goes on after it") {
  const auto blocks = parse_body("Vorher **fett ![Ein *Tee* mit ![Zucker](z)](object:abc) weiter** Ende");
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[0].text == "Vorher fett");
  CHECK(span_text(blocks[0], 0) == "fett");
  CHECK(blocks[1].kind == Kind::picture);
  CHECK(blocks[1].text == "Ein Tee mit Zucker");
  CHECK(blocks[1].target == "object:abc");
  CHECK(blocks[2].text == "weiter Ende");
  REQUIRE(blocks[2].spans.size() == 1);
  CHECK(span_text(blocks[2], 0) == "weiter");
}

TEST_CASE("raw HTML is shown as the text that it is") {
  const auto blocks = parse_body("<script>alert(1)</script>\n\nEin <b>Wort</b>");
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[0].text == "<script>alert(1)</script>");
  CHECK(blocks[1].text == "Ein <b>Wort</b>");
}

TEST_CASE("entities are decoded, unknown ones stay") {
  CHECK(parse_body("&auml;&#228;&#xE4; &amp; &lt;b&gt; &nonsense; &#0; &#x110000;")[0].text ==
        "äää & <b> &nonsense; \uFFFD \uFFFD");
}

TEST_CASE("code is plain text and keeps its lines") {
  CHECK(parse_body("```\na  b\nc\n```\n")[0].text == "a  b\nc");
  CHECK(parse_body("ein `Wort` da")[0].text == "ein Wort da");
}

TEST_CASE("nothing gives nothing") {
  CHECK(parse_body("").empty());
  CHECK(parse_body({}).empty());
  CHECK(parse_body(" \n\n \n").empty());
}

TEST_CASE("nesting deeper than the bound is flattened") {
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += std::string(static_cast<std::size_t>(i) * 2, ' ') + "- x\n";
  for (const auto& block : parse_body(deep)) {
    CHECK(block.level <= kMaximumBodyDepth);
    CHECK(block.indent <= kMaximumBodyDepth);
  }
  for (const auto& block : parse_body(std::string(3000, '>') + " tief")) CHECK(block.level <= kMaximumBodyDepth);
}

TEST_CASE("hostile bodies end") {
  std::string zeros("a\0b", 3);
  CHECK(parse_body(zeros)[0].text == "a\uFFFDb");
  for (const std::string_view piece :
       {"*", "[", "![", "_a*", "`", "<", "&#", "> ", "- ", "\xFF\xFE", "[a](", "~~~\n"}) {
    std::string body;
    while (body.size() < 20000) body += piece;
    CHECK_NOTHROW(parse_body(body));
  }
}

TEST_CASE("a body ends where it ends, whatever stands behind it") {
  const std::string_view text = "# Titel\n\n- Hallo Welt\nmehr\n";
  for (std::size_t length = 0; length < text.size(); ++length) {
    const auto part = parse_body(text.substr(0, length)), alone = parse_body(std::string(text.substr(0, length)));
    REQUIRE(part.size() == alone.size());
    for (std::size_t i = 0; i < part.size(); ++i) CHECK(part[i].text == alone[i].text);
  }
}

TEST_CASE("a body longer than the bound is cut between characters") {
  std::string body = "a";
  while (body.size() <= kMaximumBodyBytes) body += "ä";
  const auto blocks = parse_body(body);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].text.size() == kMaximumBodyBytes - 1);
}
