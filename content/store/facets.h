#pragma once
// What lists are filtered by, as names: the one vocabulary of writing and asking. Any thread.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "content/store/database.h"

namespace treffpunkt {

namespace facet {
inline std::string kind(std::string_view name) { return "kind:" + std::string(name); }
inline std::string topic(std::string_view id) { return "topic:" + std::string(id); }
inline std::string audience(std::string_view name) { return "audience:" + std::string(name); }
inline std::string language(std::string_view tag) { return "language:" + std::string(tag); }
inline std::string organization(std::string_view id) { return "organization:" + std::string(id); }
inline std::string location(std::string_view id) { return "location:" + std::string(id); }
inline std::string site(std::string_view id) { return "site:" + std::string(id); }
// Each value as the facet that `name` makes of it.
std::vector<std::string> all(const std::vector<std::string>& values, std::string (*name)(std::string_view));
inline constexpr std::string_view kFree = "free";
inline constexpr std::string_view kStepFree = "step_free";
}  // namespace facet

// Collects which rows have which facet, and writes them facet by facet: in the order of their table.
class FacetWriter {
 public:
  enum class Rows { occurrences, services };
  void add(Rows rows, std::string_view facet, std::int64_t number);
  void write(Database& database) const;

 private:
  struct Having {
    std::vector<std::uint32_t> occurrences, services;  // ascending
  };
  std::map<std::string, Having, std::less<>> facets_;
};

}  // namespace treffpunkt
