#pragma once
// Text from outside made fit for Pango: valid UTF-8 without what our fonts cannot show. Pure.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace treffpunkt::text {

// Bytes that are no UTF-8, NUL and control characters become U+FFFD; skin tones and flag tags are dropped
// (fonts/CMakeLists.txt has no pictures for them).
class CleanText {
 public:
  // `one_paragraph`: line breaks become spaces.
  CleanText(std::string_view original, bool one_paragraph);

  const std::string& text() const { return text_; }
  // Byte positions between the original and the clean text; past the end gives the end.
  std::size_t from_original(std::size_t position) const;
  std::size_t to_original(std::size_t position) const;

 private:
  std::string text_;
  std::size_t original_size_;
  bool tracked_ = false;              // false: both texts have the same positions
  std::vector<std::size_t> origins_;  // of each clean byte, when tracked
};

}  // namespace treffpunkt::text
