#pragma once
// Takes members out of untrusted JSON. The first thing that is wrong is kept in `error`; after that everything reads
// as empty, so that the callers need not ask after each step. One thread.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/time.h"
#include "sync/tuf/digest.h"

namespace treffpunkt::tuf {

struct MetadataReader {
  using json = nlohmann::json;

  std::string name;  // of the file, for the message
  std::string error = {};

  void wrong(std::string_view what);

  const json& member(const json& object, const char* key);
  const json& object(const json& parent, const char* key);
  const json& list(const json& parent, const char* key);
  std::string string(const json& parent, const char* key);
  bool boolean(const json& parent, const char* key);
  std::uint64_t natural(const json& parent, const char* key);   // from 0
  std::uint64_t positive(const json& parent, const char* key);  // from 1
  std::vector<std::string> strings(const json& parent, const char* key);
  Hashes hashes(const json& parent);
  Instant instant(const json& parent, const char* key);  // exactly as "2026-11-24T15:00:00Z"
};

}  // namespace treffpunkt::tuf
