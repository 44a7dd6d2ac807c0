#include "sync/tuf/metadata_reader.h"

#include <limits>

#include "content/language/zone.h"
#include "sync/tuf/hex.h"

namespace treffpunkt::tuf {
namespace {

// Far below the end, so that the next version can be asked for.
constexpr std::uint64_t kLargestNumber = std::numeric_limits<std::int64_t>::max();

const nlohmann::json kNothing = nullptr;

std::string quoted(const char* key) { return "'" + std::string(key) + "'"; }

}  // namespace

void MetadataReader::wrong(std::string_view what) {
  if (error.empty()) error = name + ": " + std::string(what);
}

const nlohmann::json& MetadataReader::member(const json& object, const char* key) {
  if (object.is_object()) {
    const auto found = object.find(key);
    if (found != object.end()) return *found;
  }
  wrong(quoted(key) + " is missing");
  return kNothing;
}

const nlohmann::json& MetadataReader::object(const json& parent, const char* key) {
  const json& value = member(parent, key);
  if (value.is_object()) return value;
  wrong(quoted(key) + " must be an object");
  return kNothing;
}

const nlohmann::json& MetadataReader::list(const json& parent, const char* key) {
  const json& value = member(parent, key);
  if (value.is_array()) return value;
  wrong(quoted(key) + " must be a list");
  return kNothing;
}

std::string MetadataReader::string(const json& parent, const char* key) {
  const json& value = member(parent, key);
  if (value.is_string()) return value.get<std::string>();
  wrong(quoted(key) + " must be a text");
  return {};
}

bool MetadataReader::boolean(const json& parent, const char* key) {
  const json& value = member(parent, key);
  if (value.is_boolean()) return value.get<bool>();
  wrong(quoted(key) + " must be true or false");
  return false;
}

std::uint64_t MetadataReader::natural(const json& parent, const char* key) {
  const json& value = member(parent, key);
  if (value.is_number_unsigned() && value.get<std::uint64_t>() <= kLargestNumber) return value.get<std::uint64_t>();
  wrong(quoted(key) + " must be a whole number");
  return 0;
}

std::uint64_t MetadataReader::positive(const json& parent, const char* key) {
  const std::uint64_t number = natural(parent, key);
  if (number > 0) return number;
  wrong(quoted(key) + " must be a whole number above 0");
  return 1;
}

std::vector<std::string> MetadataReader::strings(const json& parent, const char* key) {
  std::vector<std::string> found;
  for (const json& entry : list(parent, key)) {
    if (entry.is_string()) {
      found.push_back(entry.get<std::string>());
    } else {
      wrong(quoted(key) + " must be a list of texts");
    }
  }
  return found;
}

Hashes MetadataReader::hashes(const json& parent) {
  Hashes found;
  for (const auto& [algorithm, digest] : object(parent, "hashes").items()) {
    if (digest.is_string() && !digest.get_ref<const std::string&>().empty() && from_hex(digest.get<std::string>())) {
      found[algorithm] = digest.get<std::string>();
    } else {
      wrong("a hash must be hexadecimal");
    }
  }
  if (found.empty()) wrong("'hashes' must not be empty");
  return found;
}

Instant MetadataReader::instant(const json& parent, const char* key) {
  const std::string text = string(parent, key);
  const auto found = parse_instant(text);
  if (found && text.size() == std::string_view("2026-11-24T15:00:00Z").size() && text.back() == 'Z') return *found;
  wrong(quoted(key) + " is not a time: '" + text.substr(0, 40) + "'");
  return {};
}

}  // namespace treffpunkt::tuf
