#include "kiosk/screens/body_blocks.h"

#include <algorithm>
#include <cmath>

#include "content/body/body.h"
#include "kiosk/screens/code_card.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

constexpr std::size_t kMostLinks = 6;
constexpr float kUnknownAspect = 2.5f;  // pictures of a body that do not say their size are banners

struct Link {
  std::string words, target;
};

ui::TextOptions styled(const Page& page, const BodyBlock& block, const ChosenTranslation& body) {
  auto options = page.options_for(body);
  options.own_side = true;
  options.more_inks = {page.theme().accent};
  for (const auto& span : block.spans) {
    text::Span set;
    set.begin = span.begin;
    set.end = span.end;
    set.bold = span.style == BodySpan::Style::bold;
    set.italic = span.style == BodySpan::Style::italic;
    if (span.style == BodySpan::Style::link) {
      set.underlined = true;
      set.ink = 1;
    }
    options.spans.push_back(set);
  }
  return options;
}

void collect_links(const BodyBlock& block, std::vector<Link>& links) {
  for (const auto& span : block.spans) {
    if (span.style != BodySpan::Style::link || links.size() == kMostLinks) continue;
    const bool reachable = span.target.starts_with("https://") || span.target.starts_with("http://") ||
                           span.target.starts_with("mailto:") || span.target.starts_with("tel:");
    const bool known = std::any_of(links.begin(), links.end(), [&](const Link& link) { return link.target == span.target; });
    if (reachable && !known) links.push_back({block.text.substr(span.begin, span.end - span.begin), span.target});
  }
}

// "object:<sha256>?1080x432": the hash and its width by height; feeds of other publishers may leave the size out.
void picture_block(Page& page, const BodyBlock& block) {
  if (!block.target.starts_with("object:")) return;
  const auto question = block.target.find('?');
  const auto object = block.target.substr(7, question == std::string::npos ? question : question - 7);
  float aspect = kUnknownAspect;
  if (question != std::string::npos) {
    const auto cross = block.target.find('x', question);
    const double wide = std::atof(block.target.c_str() + question + 1);
    const double high = cross == std::string::npos ? 0 : std::atof(block.target.c_str() + cross + 1);
    if (wide > 0 && high > 0) aspect = std::clamp(static_cast<float>(wide / high), 0.5f, 6.f);
  }
  const float height = std::round(page.width / aspect);
  page.pen.picture({page.left, page.y, page.width, height}, object, page.mm(4));
  page.y += height + page.mm(4);
}

void list_item(Page& page, const BodyBlock& block, const ChosenTranslation& body) {
  const auto options = styled(page, block, body);
  // A list in another direction than the screen has its marks where its own lines begin.
  const bool turned = options.right_to_left.value_or(page.pen.look().right_to_left) != page.pen.look().right_to_left;
  const auto place = [&](float from_start, float width) {
    return turned ? page.left + page.width - from_start - width : page.left + from_start;
  };
  const float indent = page.mm(8) * static_cast<float>(std::clamp(block.level, 1, 5));
  const float line = page.metrics().line_height(Type::body);
  if (block.marker.empty()) {
    const float dot = page.mm(2);
    page.pen.box({place(indent - page.mm(5.5f), dot), std::round(page.y + (line - dot) / 2), dot, dot}, page.theme().accent, dot / 2);
  } else {
    ui::TextOptions marker = page.options_for(body);
    marker.own_side = true;
    marker.ink = page.theme().accent;
    marker.bold = true;
    page.pen.text(place(indent - page.mm(8), page.mm(12)), page.y, page.mm(12), Type::body, block.marker, marker);
  }
  const float extra = block.marker.empty() ? 0 : page.mm(2);
  const float width = page.width - indent - extra;
  page.y += page.pen.text(place(indent + extra, width), page.y, width, Type::body, block.text, options);
  page.space(1.8f);
}

void write_block(Page& page, const BodyBlock& block, const ChosenTranslation& body) {
  switch (block.kind) {
    case BodyBlock::Kind::heading:
      page.space(3);
      page.paragraph(block.text, block.level <= 2 ? Type::heading : Type::body_bold, styled(page, block, body));
      page.space(2);
      return;
    case BodyBlock::Kind::paragraph:
      page.paragraph(block.text, Type::body, styled(page, block, body));
      page.space(3.5f);
      return;
    case BodyBlock::Kind::list_item: return list_item(page, block, body);
    case BodyBlock::Kind::quote: {
      const float top = page.y, indent = page.mm(6);
      page.y += page.pen.text(page.left + indent, page.y, page.width - indent, Type::body, block.text, styled(page, block, body));
      page.pen.box({page.left, top, page.mm(1.5f), page.y - top}, page.theme().accent, page.mm(0.7f));
      page.space(3.5f);
      return;
    }
    case BodyBlock::Kind::picture: return picture_block(page, block);
    case BodyBlock::Kind::rule:
      page.space(2);
      page.pen.box({page.left, page.y, page.width, 2}, page.theme().line);
      page.space(4);
      return;
  }
}

std::string shown_address(std::string target) {
  for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:"}) {
    if (target.starts_with(scheme)) target.erase(0, scheme.size());
  }
  if (!target.empty() && target.back() == '/') target.pop_back();
  return "\u2066" + target + "\u2069";
}

}  // namespace

void body_blocks(Page& page, const ChosenTranslation& body, Links shown) {
  std::vector<Link> links;
  const auto blocks = parse_body(body.text);
  for (const auto& block : blocks) {
    write_block(page, block, body);
    collect_links(block, links);
  }
  if (!blocks.empty() && blocks.back().kind == BodyBlock::Kind::list_item) page.space(3);
  for (const auto& link : links) {
    page.space(2);
    if (shown == Links::as_words) {
      page.fact("link", link.words, {shown_address(link.target)});
    } else {
      qr_card(page, link.target, link.words, shown_address(link.target));
    }
  }
  if (!links.empty()) page.space(2);
}

}  // namespace treffpunkt::screens
