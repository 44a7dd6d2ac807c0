#include "content/json/form.h"

#include <algorithm>

#include "content/language/zone.h"
#include "content/model/audience.h"
#include "content/model/hue.h"

namespace treffpunkt {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_id(std::string_view value) {
  return !value.empty() && value.size() <= 64 &&
         std::all_of(value.begin(), value.end(), [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

// The shape of a BCP 47 tag: "de", "de-simple", "zh-Hans". Whether the language exists is nobody's question here.
bool is_language(std::string_view value) {
  const auto end = value.find('-');
  const auto first = value.substr(0, end);
  if (first.size() < 2 || first.size() > 3 || !std::all_of(first.begin(), first.end(), is_lower)) return false;
  while (!(value = value.substr(std::min(value.find('-'), value.size()))).empty()) {
    value.remove_prefix(1);
    const auto part = value.substr(0, value.find('-'));
    const bool letters =
        std::all_of(part.begin(), part.end(), [](char c) { return is_lower(c) || is_upper(c) || is_digit(c); });
    if (part.empty() || part.size() > 8 || !letters) return false;
  }
  return true;
}

bool is_hash(std::string_view value) {
  return value.size() == 64 &&
         std::all_of(value.begin(), value.end(), [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

bool is_website(std::string_view value) {
  const bool scheme = value.starts_with("https://") || value.starts_with("http://");
  return scheme && value.find_first_of(" \t\n\"<>") == std::string_view::npos && value.size() > 8;
}

bool is_email(std::string_view value) {
  const auto at = value.find('@');
  return at != 0 && at != std::string_view::npos && at + 1 < value.size() &&
         value.find_first_of(" \t\n<>,;") == std::string_view::npos &&
         value.find('@', at + 1) == std::string_view::npos;
}

template <typename List>
bool is_one_of(const List& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

template <typename List>
std::string not_among(const List& list, std::string_view what, std::string_view value) {
  std::string message = "unknown " + std::string(what) + " " + quoted(value) + ", known are: ";
  for (const auto name : list) message += std::string(name) + ", ";
  message.resize(message.size() - 2);
  return message;
}

}  // namespace

std::string quoted(std::string_view value) {
  constexpr std::size_t kLongest = 80;
  if (value.size() <= kLongest) return "'" + std::string(value) + "'";
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  return "'" + std::string(value.substr(0, end)) + "...'";
}

std::string why_not(Form form, std::string_view value) {
  if (value.empty()) return "is empty; leave the field out instead";
  switch (form) {
    case Form::any:
      return {};
    case Form::id:
      if (is_id(value)) return {};
      return "not an id: " + quoted(value) + "; an id is 1 to 64 lower-case letters a to z, digits and hyphens";
    case Form::language:
      if (is_language(value)) return {};
      return "not a language tag: " + quoted(value) + "; a tag looks like 'de', 'de-simple' or 'tr'";
    case Form::hash:
      if (is_hash(value)) return {};
      return "not an object's name: " + quoted(value) + "; it is the SHA-256 in 64 lower-case hexadecimal digits";
    case Form::date:
      if (const auto date = parse_date(value);
          date && date->year() >= std::chrono::year{1900} && date->year() < std::chrono::year{2200}) {
        return {};
      }
      return "not a date: " + quoted(value);
    case Form::website:
      if (is_website(value)) return {};
      return "not a web address: " + quoted(value) + "; it begins with https:// or http:// and has no spaces";
    case Form::email:
      return is_email(value) ? std::string() : "not an e-mail address: " + quoted(value);
    case Form::audience:
      return is_one_of(kAudiences, value) ? std::string() : not_among(kAudiences, "audience", value);
    case Form::hue:
      return is_one_of(kHues, value) ? std::string() : not_among(kHues, "hue", value);
    case Form::media_type:
      if (value == "image/png" || value == "image/jpeg") return {};
      return "not a picture's type: " + quoted(value) + "; known are: image/png, image/jpeg";
    case Form::time_zone:
      return is_time_zone(value) ? std::string() : "not a time zone: " + quoted(value);
  }
  return {};
}

}  // namespace treffpunkt
