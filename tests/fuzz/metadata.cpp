#include "sync/tuf/metadata.h"

#include "sync/tuf/trusted_set.h"
#include "tests/fuzz/targets.h"

namespace treffpunkt::fuzz {
namespace {

// Whoever signs it: what was read says the same when it is written and read again.
template <typename T>
void check(const Result<tuf::Signed<T>>& file, Result<tuf::Signed<T>> (*parse)(std::string_view, std::string_view)) {
  if (!file) return;
  const std::string body = tuf::canonical(file->value);
  const auto again = parse(tuf::sign(body, {}), "again");
  must(again.has_value(), "what is written can be read");
  must(tuf::canonical(again->value) == body, "and says the same");
}

void verify_with_its_own_keys(const tuf::Signed<tuf::Root>& root) {
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) {
    static_cast<void>(tuf::meets_threshold(root.value, role, root.signed_bytes, root.signatures));
  }
}

void ask_delegates(const tuf::Signed<tuf::Targets>& targets) {
  if (!targets.value.delegations) return;
  for (const char* path : {"content.ndjson.zst", "a/b/c.txt", ""}) {
    static_cast<void>(tuf::delegates_for(*targets.value.delegations, path));
  }
}

}  // namespace

void metadata(std::string_view input) {
  if (input.empty()) return;
  const std::string_view json = input.substr(1);
  switch (static_cast<unsigned char>(input[0]) % 4) {
    case 0: {
      const auto root = tuf::parse_root(json, "root");
      check(root, tuf::parse_root);
      if (root) verify_with_its_own_keys(*root);
      return;
    }
    case 1:
      return check(tuf::parse_timestamp(json, "timestamp"), tuf::parse_timestamp);
    case 2:
      return check(tuf::parse_snapshot(json, "snapshot"), tuf::parse_snapshot);
    default: {
      const auto targets = tuf::parse_targets(json, "targets");
      check(targets, tuf::parse_targets);
      if (targets) ask_delegates(*targets);
      return;
    }
  }
}

}  // namespace treffpunkt::fuzz
