#include "kiosk/text/utf8.h"

#include <algorithm>

namespace treffpunkt::text {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Character {
  char32_t code = 0;
  std::size_t length = 0;  // bytes; 0: no UTF-8 here
};

Character decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first > 0xF4 || text.size() < length) return {};
  char32_t code = first & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = (code << 6) | (byte(i) & 0x3F);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  return overlong || surrogate || code > 0x10FFFF ? Character{} : Character{code, length};
}

bool is_line_break(char32_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }
bool is_control(char32_t c) { return (c < 0x20 && c != '\t' && !is_line_break(c)) || (c >= 0x7F && c < 0xA0); }
bool is_dropped(char32_t c) { return (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0020 && c <= 0xE007F); }

}  // namespace

CleanText::CleanText(std::string_view original, bool one_paragraph) : original_size_(original.size()) {
  text_.reserve(original.size());
  std::size_t position = 0;
  const auto append = [&](std::string_view piece, std::size_t consumed) {
    // Only once lengths differ is it worth remembering where each byte came from.
    if (!tracked_ && piece.size() != consumed) {
      origins_.reserve(original.size() + 16);
      for (std::size_t i = 0; i < text_.size(); ++i) origins_.push_back(i);
      tracked_ = true;
    }
    text_ += piece;
    if (tracked_) {
      for (std::size_t i = 0; i < piece.size(); ++i) origins_.push_back(position + std::min(i, consumed - 1));
    }
    position += consumed;
  };
  while (position < original.size()) {
    const Character character = decode(original.substr(position));
    if (character.length == 0) {
      append(kReplacement, 1);
    } else if (is_dropped(character.code)) {
      append({}, character.length);
    } else if (one_paragraph && is_line_break(character.code)) {
      append(" ", character.length);
    } else if (is_control(character.code)) {
      append(kReplacement, character.length);
    } else {
      append(original.substr(position, character.length), character.length);
    }
  }
}

std::size_t CleanText::from_original(std::size_t position) const {
  if (!tracked_) return std::min(position, text_.size());
  return static_cast<std::size_t>(std::lower_bound(origins_.begin(), origins_.end(), position) - origins_.begin());
}

std::size_t CleanText::to_original(std::size_t position) const {
  if (!tracked_) return std::min(position, original_size_);
  return position < origins_.size() ? origins_[position] : original_size_;
}

}  // namespace treffpunkt::text
