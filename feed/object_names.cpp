#include "feed/object_names.h"

#include "content/body/body_objects.h"
#include "sync/tuf/hex.h"

namespace treffpunkt {

void add_object_names(std::string_view ndjson, std::set<std::string>& names) {
  constexpr std::string_view kField = "\"object\":\"";
  constexpr std::size_t kDigits = 64;
  for (auto at = ndjson.find(kField); at != std::string_view::npos; at = ndjson.find(kField, at)) {
    at += kField.size();
    const auto digits = ndjson.substr(at, kDigits);
    if (tuf::is_sha256_hex(digits)) names.emplace(digits);
  }
  add_body_objects(ndjson, names);
}

}  // namespace treffpunkt
