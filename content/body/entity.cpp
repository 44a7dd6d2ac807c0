#include "content/body/entity.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace treffpunkt {
namespace {

// Those that people and word processors write in texts of our kind. Sorted.
constexpr std::array<std::pair<std::string_view, std::string_view>, 46> kNamed = {{
    {"Auml", "Ä"},      {"Ccedil", "Ç"}, {"Eacute", "É"}, {"Ouml", "Ö"},   {"Uuml", "Ü"},   {"aacute", "á"},
    {"acirc", "â"},     {"agrave", "à"}, {"amp", "&"},    {"apos", "'"},   {"auml", "ä"},   {"bdquo", "„"},
    {"bull", "•"},      {"ccedil", "ç"}, {"copy", "©"},   {"deg", "°"},    {"eacute", "é"}, {"ecirc", "ê"},
    {"egrave", "è"},    {"euro", "€"},   {"frac12", "½"}, {"gt", ">"},     {"hellip", "…"}, {"iacute", "í"},
    {"laquo", "«"},     {"ldquo", "“"},  {"lsquo", "‘"},  {"lt", "<"},     {"mdash", "—"},  {"middot", "·"},
    {"nbsp", "\u00A0"}, {"ndash", "–"},  {"ntilde", "ñ"}, {"oacute", "ó"}, {"ocirc", "ô"},  {"ouml", "ö"},
    {"quot", "\""},     {"raquo", "»"},  {"rdquo", "”"},  {"rsquo", "’"},  {"sbquo", "‚"},  {"sect", "§"},
    {"shy", "\u00AD"},  {"szlig", "ß"},  {"times", "×"},  {"uuml", "ü"},
}};
static_assert(std::is_sorted(kNamed.begin(), kNamed.end()));

std::string utf8(std::uint32_t code) {
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code == 0 || code > 0x10FFFF || surrogate) code = 0xFFFD;
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | code >> 6), byte(0x80 | (code & 0x3F))};
  if (code < 0x10000) return {byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F))};
  return {byte(0xF0 | code >> 18), byte(0x80 | (code >> 12 & 0x3F)), byte(0x80 | (code >> 6 & 0x3F)),
          byte(0x80 | (code & 0x3F))};
}

}  // namespace

std::string decode_entity(std::string_view entity) {
  if (entity.size() < 3 || entity.front() != '&' || entity.back() != ';') return std::string(entity);
  auto name = entity.substr(1, entity.size() - 2);
  if (name.front() == '#') {
    name.remove_prefix(1);
    const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
    if (hexadecimal) name.remove_prefix(1);
    std::uint32_t code = 0;
    const auto end = name.data() + name.size();
    const auto read = std::from_chars(name.data(), end, code, hexadecimal ? 16 : 10);
    return read.ec == std::errc() && read.ptr == end ? utf8(code) : utf8(0);
  }
  const auto found = std::lower_bound(kNamed.begin(), kNamed.end(), name,
                                      [](const auto& known, std::string_view wanted) { return known.first < wanted; });
  if (found != kNamed.end() && found->first == name) return std::string(found->second);
  return std::string(entity);
}

}  // namespace treffpunkt
