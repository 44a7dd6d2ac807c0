#pragma once
// Which objects a content.ndjson names. A scan of its text: "object":"<sha256>" of pictures and films, object:<sha256>
// in bodies. Pure; any thread.

#include <set>
#include <string>
#include <string_view>

namespace treffpunkt {

// Adds to `names`. 64 lower-case hexadecimal digits each.
void add_object_names(std::string_view ndjson, std::set<std::string>& names);

}  // namespace treffpunkt
