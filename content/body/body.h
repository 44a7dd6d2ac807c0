#pragma once
// A body (CommonMark) as blocks to lay out. md4c parses; raw HTML is shown as plain text, never interpreted. Any thread.

#include <string>
#include <string_view>
#include <vector>

namespace treffpunkt {

struct BodySpan {
  std::size_t begin = 0, end = 0;  // bytes of the block's text
  enum class Style { bold, italic, link } style = Style::bold;
  std::string target;              // links: the address
};

struct BodyBlock {
  enum class Kind { paragraph, heading, list_item, quote, picture, rule } kind = Kind::paragraph;
  int level = 1;              // heading: 1 to 6; list_item and quote: depth, 1 the outermost
  std::string marker;         // list_item: "1." or empty for a bullet
  std::string text;           // picture: the alternative text
  std::string target;         // picture: "object:<sha256>" (published) or the file's name (source)
  std::vector<BodySpan> spans;
};

// Never fails: any text is some CommonMark. Depth is bounded at 16; deeper nesting is flattened.
std::vector<BodyBlock> parse_body(std::string_view commonmark);

}  // namespace treffpunkt
