#include "sync/tuf/canonical.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

namespace treffpunkt::tuf {
namespace {

using nlohmann::json;

// Counted before parsing: a parser that builds a tree first has already paid for the depth.
int deepest_nesting(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '{' || c == '[') deepest = std::max(deepest, ++depth);
    if (c == '}' || c == ']') --depth;
  }
  return deepest;
}

void append_string(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

bool append_value(const json& value, std::string& out);

bool append_object(const json& value, std::string& out) {
  out += '{';
  bool first = true;
  for (const auto& [key, member] : value.items()) {
    if (!first) out += ',';
    first = false;
    append_string(key, out);
    out += ':';
    if (!append_value(member, out)) return false;
  }
  out += '}';
  return true;
}

bool append_array(const json& value, std::string& out) {
  out += '[';
  bool first = true;
  for (const json& element : value) {
    if (!first) out += ',';
    first = false;
    if (!append_value(element, out)) return false;
  }
  out += ']';
  return true;
}

bool append_value(const json& value, std::string& out) {
  switch (value.type()) {
    case json::value_t::null:
      out += "null";
      return true;
    case json::value_t::boolean:
      out += value.get<bool>() ? "true" : "false";
      return true;
    case json::value_t::number_integer:
      out += std::to_string(value.get<std::int64_t>());
      return true;
    case json::value_t::number_unsigned:
      out += std::to_string(value.get<std::uint64_t>());
      return true;
    case json::value_t::string:
      append_string(value.get_ref<const std::string&>(), out);
      return true;
    case json::value_t::object:
      return append_object(value, out);
    case json::value_t::array:
      return append_array(value, out);
    default:
      return false;
  }
}

}  // namespace

Result<nlohmann::json> parse_json(std::string_view text, std::string_view name) {
  if (deepest_nesting(text) > kDeepestNesting) {
    return fail(std::string(name) + ": nested deeper than " + std::to_string(kDeepestNesting));
  }
  // Of two members with one name each reader would take another one.
  std::vector<std::set<std::string>> seen;
  bool twice = false;
  const auto watch = [&](int, json::parse_event_t event, json& part) {
    if (event == json::parse_event_t::object_start) seen.emplace_back();
    if (event == json::parse_event_t::object_end) seen.pop_back();
    if (event == json::parse_event_t::key) twice |= !seen.back().insert(part.get_ref<const std::string&>()).second;
    return true;
  };
  json value = json::parse(text, watch, /*allow_exceptions=*/false);
  if (value.is_discarded()) return fail(std::string(name) + ": not JSON");
  if (twice) return fail(std::string(name) + ": an object names a member twice");
  return value;
}

Result<std::string> canonical_json(const nlohmann::json& value) {
  std::string out;
  if (!append_value(value, out)) return fail("a number that is not a whole one");
  return out;
}

std::string as_json(std::string_view canonical) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(canonical.size());
  for (const char c : canonical) {
    const auto byte = static_cast<unsigned char>(c);
    // Canonical JSON has no space between tokens, so a control character is always inside a string.
    if (byte >= 0x20) {
      out += c;
    } else {
      out += "\\u00";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
  return out;
}

}  // namespace treffpunkt::tuf
