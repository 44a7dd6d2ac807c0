#include "sync/tuf/percent.h"

namespace treffpunkt::tuf {
namespace {

// Not isalnum(): that asks the locale.
bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
         c == '-' || c == '~';
}

std::string encoded(std::string_view text, std::string_view keep) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c) || keep.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

}  // namespace

std::string percent_encoded_name(std::string_view name) { return encoded(name, ""); }

std::string percent_encoded_path(std::string_view path) { return encoded(path, "/!$&'()*+,;=:@"); }

}  // namespace treffpunkt::tuf
