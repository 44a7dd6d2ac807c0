#pragma once
// To whom a targets role passes on the say over which target paths (TUF 1.0 section 4.5, TAP 15). Values and pure
// functions, any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/tuf/threshold.h"

namespace treffpunkt::tuf {

// Trusted for paths of one of `paths` (shell patterns), or for those whose SHA-256 begins with one of the prefixes.
struct DelegatedRole {
  std::string name;
  RoleKeys keys;
  bool terminating = false;
  std::vector<std::string> paths;
  std::vector<std::string> path_hash_prefixes;
};

// 2^bit_length roles "<name_prefix>-<number in hex>", each for its share of all paths' SHA-256.
struct HashBins {
  std::string name_prefix;
  int bit_length = 1;  // 1 to 32
  RoleKeys keys;
};

struct Delegations {
  KeysById keys;
  std::vector<DelegatedRole> roles;  // in order of preference
  std::optional<HashBins> bins;      // instead of roles
};

// One step down: a role to ask next, and who signs for it on this way.
struct Delegate {
  std::string name;
  RoleKeys keys;
  bool terminating = false;  // nobody after this one is asked
};

// Who may speak of `path`, first the one to ask first; nobody comes after a terminating one.
std::vector<Delegate> delegates_for(const Delegations& delegations, std::string_view path);

// Shell patterns ('*', '?', '[a-z]', '[!a-z]') that do not reach over a '/'.
bool matches_pattern(std::string_view pattern, std::string_view path);

}  // namespace treffpunkt::tuf
