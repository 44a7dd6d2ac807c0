#pragma once
// Which objects a text names as bodies do: object:<sha256>, with a size behind it or without. A scan of bytes, so it
// takes one body as well as a whole content.ndjson. Pure; any thread.

#include <set>
#include <string>
#include <string_view>

namespace treffpunkt {

// Adds to `names`: 64 lower-case hexadecimal digits each, so that a name may become part of a path.
void add_body_objects(std::string_view text, std::set<std::string>& names);

}  // namespace treffpunkt
