#pragma once
// Where the pictures of a body (CommonMark) name their files, so that a publisher can name objects instead. md4c
// parses, so code, escapes, titles and reference definitions are told apart as when the body is shown. Any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace treffpunkt {

struct PictureTarget {
  // Bytes of the body that hold the target; nullopt: it is written with a backslash or an entity (&amp;), so that the
  // text of the body is not the target itself.
  std::optional<std::size_t> begin;
  std::string target;  // as written
};

// In the order of the text; a reference that several pictures use comes once.
std::vector<PictureTarget> picture_targets(std::string_view commonmark);

// The body with each of `targets` (as picture_targets gave them for it) exchanged for the replacement of the same
// index. Those without a place stay.
std::string with_picture_targets(std::string_view commonmark, const std::vector<PictureTarget>& targets,
                                 const std::vector<std::string>& replacements);

}  // namespace treffpunkt
