#pragma once
// Canonical JSON (OLPC's, as TUF signs it): keys sorted as bytes, no spaces, integers only, and in strings nothing
// escaped but '"' and '\'. So the text may hold raw control characters and is not always JSON itself; as_json makes it
// so. Pure functions, any thread.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "content/result/error.h"

namespace treffpunkt::tuf {

inline constexpr int kDeepestNesting = 32;

// JSON text from anywhere: UTF-8, nested by at most kDeepestNesting, no member of an object named twice. `name` is for
// the message.
Result<nlohmann::json> parse_json(std::string_view text, std::string_view name);

// A fraction has no canonical form and is an Error.
Result<std::string> canonical_json(const nlohmann::json& value);

// The same value as `canonical`, as JSON that every parser reads.
std::string as_json(std::string_view canonical);

}  // namespace treffpunkt::tuf
