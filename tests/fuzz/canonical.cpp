#include <nlohmann/json.hpp>

#include "sync/tuf/canonical.h"
#include "tests/fuzz/targets.h"

namespace treffpunkt::fuzz {

void canonical(std::string_view input) {
  const auto json = tuf::parse_json(input, "input");
  if (!json) return;
  const auto first = tuf::canonical_json(*json);
  if (!first) return;
  const auto again = tuf::parse_json(tuf::as_json(*first), "canonical");
  must(again.has_value(), "what is canonical can be read");
  must(*again == *json, "the canonical form says the same");
  must(tuf::canonical_json(*again) == *first, "there is one canonical form");
}

}  // namespace treffpunkt::fuzz
