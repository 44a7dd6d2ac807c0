#pragma once
// A body (CommonMark) as blocks to lay out. md4c parses; raw HTML is shown as plain text, never interpreted. Any
// thread.

#include <string>
#include <string_view>
#include <vector>

namespace treffpunkt {

struct BodySpan {
  std::size_t begin = 0, end = 0;  // bytes of the block's text
  enum class Style { bold, italic, link } style = Style::bold;
  std::string target;  // links: the address
};

struct BodyBlock {
  enum class Kind { paragraph, heading, list_item, quote, picture, rule } kind = Kind::paragraph;
  int level = 1;       // heading: 1 to 6; list_item and quote: depth, 1 the outermost
  int indent = 0;      // in how many lists the block stands: a list_item of level 1 and what else is in it have 1
  std::string marker;  // list_item: "1." or empty for a bullet
  std::string text;    // UTF-8, '\n' only where a line must break; picture: the alternative text
  std::string
      target;  // picture: "object:<sha256>?1080x432" (published, with its size in pixels) or the file's name (source)
  std::vector<BodySpan> spans;  // ascending by begin; may lie in one another
};

inline constexpr int kMaximumBodyDepth = 16;
inline constexpr std::size_t kMaximumBodyBytes = 1u << 20;

// Never fails: any text is some CommonMark. Depth is bounded; deeper nesting is flattened. What is longer than
// kMaximumBodyBytes is cut there. Code is shown as plain text. Plain addresses become links. In a list item the first
// text is the list_item, further ones are paragraphs with its indent. A picture always is a block of its own.
std::vector<BodyBlock> parse_body(std::string_view commonmark);

}  // namespace treffpunkt
