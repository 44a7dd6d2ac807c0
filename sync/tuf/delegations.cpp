#include "sync/tuf/delegations.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace treffpunkt::tuf {
namespace {

// The first character of `text`: a byte and the UTF-8 continuation bytes after it. Compared as bytes, characters are in
// the order of their code points.
std::string_view first_character(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) ++length;
  return text.substr(0, length);
}

std::string_view take_character(std::string_view& text) {
  const std::string_view character = first_character(text);
  text.remove_prefix(character.size());
  return character;
}

// The inside of the "[...]" that `pattern` begins with; empty when no bracket closes. A ']' that comes first is meant
// itself.
std::string_view bracket_inside(std::string_view pattern) {
  std::size_t from = 1;
  if (pattern.size() > from && pattern[from] == '!') ++from;
  const std::size_t end = pattern.find(']', from + 1);
  return end == std::string_view::npos ? std::string_view() : pattern.substr(1, end - 1);
}

bool in_set(std::string_view set, std::string_view character) {
  const bool negated = set.front() == '!';
  if (negated) set.remove_prefix(1);
  bool found = false;
  while (!set.empty()) {
    const std::string_view low = take_character(set);
    std::string_view high = low;
    if (set.size() > 1 && set.front() == '-') {
      set.remove_prefix(1);
      high = take_character(set);
    }
    found = found || (low <= character && character <= high);
  }
  return found != negated;
}

// Takes one element that is not '*' off the pattern, if the character fits it.
bool take_matching(std::string_view& pattern, std::string_view character) {
  if (pattern.empty() || pattern.front() == '*') return false;
  const std::string_view inside = pattern.front() == '[' ? bracket_inside(pattern) : std::string_view();
  if (!inside.empty()) {
    if (!in_set(inside, character)) return false;
    pattern.remove_prefix(inside.size() + 2);
    return true;
  }
  const std::string_view wanted = first_character(pattern);
  if (wanted != "?" && wanted != character) return false;
  pattern.remove_prefix(wanted.size());
  return true;
}

// Goes back to the last '*' only, so that no pattern takes more than length times length steps.
bool matches_segment(std::string_view pattern, std::string_view text) {
  bool star = false;
  std::string_view pattern_after_star;
  std::string_view text_at_star;
  while (!text.empty()) {
    const std::string_view character = first_character(text);
    if (take_matching(pattern, character)) {
      text.remove_prefix(character.size());
    } else if (!pattern.empty() && pattern.front() == '*') {
      pattern.remove_prefix(1);
      star = true;
      pattern_after_star = pattern;
      text_at_star = text;
    } else if (star) {
      take_character(text_at_star);
      pattern = pattern_after_star;
      text = text_at_star;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*') == std::string_view::npos;
}

std::string_view take_segment(std::string_view& path, bool& more) {
  const std::size_t slash = path.find('/');
  const std::string_view segment = path.substr(0, slash);
  more = slash != std::string_view::npos;
  path.remove_prefix(more ? slash + 1 : path.size());
  return segment;
}

bool is_trusted_for(const DelegatedRole& role, std::string_view path, std::string_view path_hash) {
  return std::any_of(role.paths.begin(), role.paths.end(),
                     [&](const std::string& pattern) { return matches_pattern(pattern, path); }) ||
         std::any_of(role.path_hash_prefixes.begin(), role.path_hash_prefixes.end(),
                     [&](const std::string& prefix) { return path_hash.starts_with(prefix); });
}

// The number that the first bits of the hash are, as wide as the highest of all numbers is.
std::string bin_name(const HashBins& bins, std::string_view path_hash) {
  const std::uint64_t first = std::stoull(std::string(path_hash.substr(0, 8)), nullptr, 16);
  const int digits = (bins.bit_length + 3) / 4;
  char number[16];
  std::snprintf(number, sizeof number, "%0*llx", digits,
                static_cast<unsigned long long>(first >> (32 - bins.bit_length)));
  return bins.name_prefix + "-" + number;
}

}  // namespace

bool matches_pattern(std::string_view pattern, std::string_view path) {
  for (;;) {
    bool more_pattern = false;
    bool more_path = false;
    const std::string_view wanted = take_segment(pattern, more_pattern);
    const std::string_view segment = take_segment(path, more_path);
    if (more_pattern != more_path || !matches_segment(wanted, segment)) return false;
    if (!more_path) return true;
  }
}

std::vector<Delegate> delegates_for(const Delegations& delegations, std::string_view path) {
  const std::string hash = sha256_hex(path);
  if (delegations.bins) return {{bin_name(*delegations.bins, hash), delegations.bins->keys, true}};
  std::vector<Delegate> found;
  for (const DelegatedRole& role : delegations.roles) {
    if (!is_trusted_for(role, path, hash)) continue;
    found.push_back({role.name, role.keys, role.terminating});
    if (role.terminating) break;
  }
  return found;
}

}  // namespace treffpunkt::tuf
