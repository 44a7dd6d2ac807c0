#include "feed/object_names.h"

#include "sync/tuf/hex.h"

namespace treffpunkt {

void add_object_names(std::string_view ndjson, std::set<std::string>& names) {
  constexpr std::string_view kWord = "object";
  constexpr std::size_t kDigits = 64;
  for (auto at = ndjson.find(kWord); at != std::string_view::npos; at = ndjson.find(kWord, at)) {
    at += kWord.size();
    const auto rest = ndjson.substr(at);
    std::size_t before = 0;
    if (rest.starts_with("\":\"")) before = 3;
    if (rest.starts_with(":")) before = 1;
    const auto digits = rest.substr(before, kDigits);
    if (before > 0 && tuf::is_sha256_hex(digits)) names.emplace(digits);
  }
}

}  // namespace treffpunkt
