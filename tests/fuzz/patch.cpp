#include "sync/tuf/patch.h"

#include <algorithm>

#include "tests/fuzz/targets.h"

namespace treffpunkt::fuzz {
namespace {

constexpr std::uint64_t kLargestExpected = 1 << 20;

std::uint64_t number_at(std::string_view input, std::size_t at) {
  return static_cast<std::uint64_t>(static_cast<unsigned char>(input[at])) << 8 |
         static_cast<unsigned char>(input[at + 1]);
}

}  // namespace

void patch(std::string_view input) {
  if (input.size() < 4) return;
  const std::size_t divide = std::min<std::size_t>(number_at(input, 0), input.size() - 4);
  const std::uint64_t expected = std::min(number_at(input, 2) * 16, kLargestExpected);
  const std::string_view old_content = input.substr(4, divide), rest = input.substr(4 + divide);
  for (const auto& out : {tuf::apply_patch(old_content, rest, expected), tuf::decompress(rest, expected)}) {
    if (out) must(out->size() == expected, "what comes out has the length that was asked for");
  }
  // The same bytes as two contents: the way there is the way back.
  const auto made = tuf::make_patch(old_content, rest);
  must(made.has_value(), "there is a patch between small contents");
  must(tuf::apply_patch(old_content, *made, rest.size()) == std::string(rest), "a patch leads where it was made for");
  must(tuf::decompress(tuf::compress(rest), rest.size()) == std::string(rest), "what is compressed comes out again");
}

}  // namespace treffpunkt::fuzz
