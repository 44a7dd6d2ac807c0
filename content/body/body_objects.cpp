#include "content/body/body_objects.h"

#include "content/json/form.h"

namespace treffpunkt {

void add_body_objects(std::string_view text, std::set<std::string>& names) {
  constexpr std::string_view kScheme = "object:";
  constexpr std::size_t kDigits = 64;
  for (auto at = text.find(kScheme); at != std::string_view::npos; at = text.find(kScheme, at)) {
    at += kScheme.size();
    const auto digits = text.substr(at, kDigits);
    if (why_not(Form::hash, digits).empty()) names.emplace(digits);
  }
}

}  // namespace treffpunkt
