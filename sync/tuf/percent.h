#pragma once
// Names from metadata as file names and as parts of addresses, percent-encoded (RFC 3986). Pure functions, any thread.

#include <string>
#include <string_view>

namespace treffpunkt::tuf {

// For a role's or a target's name as one file name or one step of an address: nothing stays but letters, digits and
// "_.-~", so that no name leaves its folder ('/' and '%' are encoded, too).
std::string percent_encoded_name(std::string_view name);

// For a target's path in an address: '/' stays, and what an address may hold as it is.
std::string percent_encoded_path(std::string_view path);

}  // namespace treffpunkt::tuf
