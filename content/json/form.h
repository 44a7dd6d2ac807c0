#pragma once
// Which strings a field accepts. Pure functions, any thread.

#include <string>
#include <string_view>

namespace treffpunkt {

enum class Form { any, id, language, hash, date, website, email, audience, hue, media_type, time_zone };

// Empty: the value is of this form. Otherwise what is wrong, with the value: "not a date: '2026-13-01'".
std::string why_not(Form form, std::string_view value);

// The value in quotation marks, shortened to something that fits on a line.
std::string quoted(std::string_view value);

}  // namespace treffpunkt
