#include "content/body/body.h"

#include <md4c.h>

#include <algorithm>

#include "content/body/commonmark.h"
#include "content/body/entity.h"

namespace treffpunkt {
namespace {

// An attribute (the address of a link) comes in pieces; its entities are not decoded yet.
std::string decoded(const MD_ATTRIBUTE& attribute) {
  std::string value;
  for (int i = 0; attribute.text != nullptr && attribute.substr_offsets[i] < attribute.size; ++i) {
    const auto begin = attribute.substr_offsets[i];
    const std::string_view piece(attribute.text + begin, attribute.substr_offsets[i + 1] - begin);
    switch (attribute.substr_types[i]) {
      case MD_TEXT_ENTITY:
        value += decode_entity(piece);
        break;
      case MD_TEXT_NULLCHAR:
        value += "\uFFFD";
        break;
      default:
        value += piece;
    }
  }
  return value;
}

// md4c tells of blocks, spans and pieces of text as they begin and end; this makes flat blocks of them.
class BlockBuilder {
 public:
  std::vector<BodyBlock> take() {
    flush();
    return std::move(blocks_);
  }

  void enter(MD_BLOCKTYPE type, void* detail) {
    flush();
    switch (type) {
      case MD_BLOCK_QUOTE:
        ++quotes_;
        break;
      case MD_BLOCK_UL:
        open_list({});
        break;
      case MD_BLOCK_OL: {
        const auto& list = *static_cast<const MD_BLOCK_OL_DETAIL*>(detail);
        open_list({.ordered = true, .number = list.start, .delimiter = list.mark_delimiter});
        break;
      }
      case MD_BLOCK_LI:
        lists_.back().pending = true;
        break;
      case MD_BLOCK_HR:
        blocks_.push_back({.kind = BodyBlock::Kind::rule, .indent = depth(lists_.size())});
        break;
      case MD_BLOCK_H:
        heading_ = static_cast<int>(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
        break;
      default:
        break;
    }
  }

  void leave(MD_BLOCKTYPE type) {
    flush();
    switch (type) {
      case MD_BLOCK_QUOTE:
        --quotes_;
        break;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        lists_.pop_back();
        break;
      case MD_BLOCK_LI:
        write_pending_item();
        ++lists_.back().number;
        break;
      case MD_BLOCK_H:
        heading_ = 0;
        break;
      default:
        break;
    }
  }

  void enter(MD_SPANTYPE type, void* detail) {
    if (pictures_ > 0) {  // within the alternative text only text counts
      if (type == MD_SPAN_IMG) ++pictures_;
      return;
    }
    switch (type) {
      case MD_SPAN_EM:
        open_.push_back({text_.size(), 0, BodySpan::Style::italic, {}});
        break;
      case MD_SPAN_STRONG:
        open_.push_back({text_.size(), 0, BodySpan::Style::bold, {}});
        break;
      case MD_SPAN_A:
        open_.push_back(
            {text_.size(), 0, BodySpan::Style::link, decoded(static_cast<const MD_SPAN_A_DETAIL*>(detail)->href)});
        break;
      case MD_SPAN_IMG:
        flush();
        pictures_ = 1;
        picture_ = {.kind = BodyBlock::Kind::picture,
                    .indent = depth(lists_.size()),
                    .target = decoded(static_cast<const MD_SPAN_IMG_DETAIL*>(detail)->src)};
        break;
      default:
        break;
    }
  }

  void leave(MD_SPANTYPE type) {
    if (pictures_ > 0) {
      if (type == MD_SPAN_IMG && --pictures_ == 0) blocks_.push_back(std::move(picture_));
      return;
    }
    const bool ours = type == MD_SPAN_EM || type == MD_SPAN_STRONG || type == MD_SPAN_A;
    if (!ours || open_.empty()) return;
    auto span = std::move(open_.back());
    open_.pop_back();
    span.end = text_.size();
    if (span.begin < span.end) spans_.push_back(std::move(span));
  }

  void text(MD_TEXTTYPE type, std::string_view piece) {
    switch (type) {
      case MD_TEXT_NULLCHAR:
        append("\uFFFD");
        break;
      case MD_TEXT_BR:
        append("\n");
        break;
      case MD_TEXT_SOFTBR:
        append(" ");
        break;
      case MD_TEXT_ENTITY:
        append(decode_entity(piece));
        break;
      default:
        append(piece);
    }
  }

 private:
  struct List {
    bool ordered = false;
    unsigned number = 0;
    char delimiter = '.';
    bool pending = false;  // the item's marker has not been shown yet
  };

  static int depth(std::size_t count) { return static_cast<int>(std::min<std::size_t>(count, kMaximumBodyDepth)); }

  void append(std::string_view piece) {
    auto& text = pictures_ > 0 ? picture_.text : text_;
    if (text.empty()) piece.remove_prefix(std::min(piece.find_first_not_of(" \n"), piece.size()));
    text += piece;
  }

  void open_list(List list) {
    write_pending_item();
    lists_.push_back(list);
  }

  void write_pending_item() {
    if (!lists_.empty() && lists_.back().pending) blocks_.push_back(list_item());
  }

  BodyBlock list_item() {
    auto& list = lists_.back();
    list.pending = false;
    BodyBlock block{.kind = BodyBlock::Kind::list_item, .level = depth(lists_.size()), .indent = depth(lists_.size())};
    if (list.ordered) block.marker = std::to_string(list.number) + list.delimiter;
    return block;
  }

  BodyBlock next_block() {
    const int indent = depth(lists_.size());
    if (heading_ > 0) return {.kind = BodyBlock::Kind::heading, .level = heading_, .indent = indent};
    if (!lists_.empty() && lists_.back().pending) return list_item();
    if (quotes_ > 0) return {.kind = BodyBlock::Kind::quote, .level = depth(quotes_), .indent = indent};
    return {.kind = BodyBlock::Kind::paragraph, .indent = indent};
  }

  // Ends the text of a block. Spans that are still open go on in the next one: a picture parts a paragraph.
  void flush() {
    text_.erase(text_.find_last_not_of(" \n") + 1);
    auto spans = std::move(spans_);
    spans_.clear();
    for (auto& span : open_) {
      spans.push_back({span.begin, text_.size(), span.style, span.target});
      span.begin = 0;
    }
    for (auto& span : spans) span.end = std::min(span.end, text_.size());
    std::erase_if(spans, [](const BodySpan& span) { return span.begin >= span.end; });
    if (text_.empty()) return;
    std::stable_sort(spans.begin(), spans.end(), [](const BodySpan& a, const BodySpan& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    auto block = next_block();
    block.text = std::move(text_);
    block.spans = std::move(spans);
    blocks_.push_back(std::move(block));
    text_.clear();
  }

  std::vector<BodyBlock> blocks_;
  std::string text_;  // of the block that is being read
  std::vector<BodySpan> spans_, open_;
  std::vector<List> lists_;
  std::size_t quotes_ = 0;
  int heading_ = 0;
  int pictures_ = 0;  // how many pictures deep: an alternative text may hold pictures
  BodyBlock picture_;
};

BlockBuilder& builder(void* user) { return *static_cast<BlockBuilder*>(user); }

int enter_block(MD_BLOCKTYPE type, void* detail, void* user) { return builder(user).enter(type, detail), 0; }
int leave_block(MD_BLOCKTYPE type, void*, void* user) { return builder(user).leave(type), 0; }
int enter_span(MD_SPANTYPE type, void* detail, void* user) { return builder(user).enter(type, detail), 0; }
int leave_span(MD_SPANTYPE type, void*, void* user) { return builder(user).leave(type), 0; }
int text(MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* user) {
  return builder(user).text(type, {piece, size}), 0;
}

std::string_view cut(std::string_view text) {
  if (text.size() <= kMaximumBodyBytes) return text;
  std::size_t end = kMaximumBodyBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

std::vector<BodyBlock> parse_body(std::string_view commonmark) {
  const std::string body(cut(commonmark));  // md4c looks for the end of a line as far as a NUL
  MD_PARSER parser{};
  parser.flags = kCommonMarkFlags;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = enter_span;
  parser.leave_span = leave_span;
  parser.text = text;
  BlockBuilder blocks;
  md_parse(body.data(), static_cast<MD_SIZE>(body.size()), &parser, &blocks);
  return blocks.take();
}

}  // namespace treffpunkt
