#include "content/body/picture_targets.h"

#include <md4c.h>

#include <algorithm>
#include <functional>

#include "content/body/commonmark.h"

namespace treffpunkt {
namespace {

struct Search {
  std::string_view body;
  std::vector<PictureTarget> found;
};

// md4c hands over the text of the body itself where nothing in it had to be translated: its address tells the place.
std::optional<std::size_t> place_in(std::string_view body, std::string_view part) {
  const std::less_equal<const char*> not_after;
  const bool inside =
      not_after(body.data(), part.data()) && not_after(part.data() + part.size(), body.data() + body.size());
  if (!inside) return std::nullopt;
  return static_cast<std::size_t>(part.data() - body.data());
}

int enter_span(MD_SPANTYPE type, void* detail, void* user) {
  if (type != MD_SPAN_IMG) return 0;
  auto& search = *static_cast<Search*>(user);
  const auto& source = static_cast<const MD_SPAN_IMG_DETAIL*>(detail)->src;
  const std::string_view written(source.text != nullptr ? source.text : "", source.text != nullptr ? source.size : 0);
  search.found.push_back({place_in(search.body, written), std::string(written)});
  return 0;
}

int ignore_block(MD_BLOCKTYPE, void*, void*) { return 0; }
int ignore_span(MD_SPANTYPE, void*, void*) { return 0; }
int ignore_text(MD_TEXTTYPE, const MD_CHAR*, MD_SIZE, void*) { return 0; }

}  // namespace

std::vector<PictureTarget> picture_targets(std::string_view commonmark) {
  MD_PARSER parser{};
  parser.flags = kCommonMarkFlags;
  parser.enter_block = ignore_block;
  parser.leave_block = ignore_block;
  parser.enter_span = enter_span;
  parser.leave_span = ignore_span;
  parser.text = ignore_text;
  const std::string terminated(commonmark);  // md4c looks for the end of a line as far as a NUL
  Search search{terminated, {}};
  md_parse(terminated.data(), static_cast<MD_SIZE>(terminated.size()), &parser, &search);
  auto& found = search.found;
  std::ranges::stable_sort(found, {}, &PictureTarget::begin);
  const auto same = [](const auto& left, const auto& right) { return left.begin && left.begin == right.begin; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());  // the ranges' one is beyond clang 14
  return found;
}

std::string with_picture_targets(std::string_view commonmark, const std::vector<PictureTarget>& targets,
                                 const std::vector<std::string>& replacements) {
  std::string result;
  std::size_t copied = 0;
  for (std::size_t index = 0; index < targets.size(); ++index) {
    if (!targets[index].begin) continue;
    result += commonmark.substr(copied, *targets[index].begin - copied);
    result += replacements[index];
    copied = *targets[index].begin + targets[index].target.size();
  }
  result += commonmark.substr(copied);
  return result;
}

}  // namespace treffpunkt
