#include "content/json/item_json.h"
#include "sync/media.h"
#include "tests/fuzz/targets.h"

namespace treffpunkt::fuzz {

void content(std::string_view input) {
  const auto feed = read_ndjson(input, "content.ndjson");
  if (!feed) {
    must(!feed.error().message.empty(), "an error says what is wrong");
    return;
  }
  for (const auto& object : wanted_objects(*feed, input)) {
    must(object.sha256.size() == 64 && object.sha256.find_first_not_of("0123456789abcdef") == std::string::npos,
         "an object's name may become part of a path");
  }
  const std::string written = to_ndjson(*feed);
  const auto again = read_ndjson(written, "again");
  must(again.has_value(), "what is written can be read");
  must(to_ndjson(*again) == written, "equal content gives equal bytes");
}

}  // namespace treffpunkt::fuzz
