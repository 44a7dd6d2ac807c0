#include "content/store/facets.h"

namespace treffpunkt {

std::vector<std::string> facet::all(const std::vector<std::string>& values, std::string (*name)(std::string_view)) {
  std::vector<std::string> names;
  for (const auto& value : values) names.push_back(name(value));
  return names;
}

void FacetWriter::add(Rows rows, std::string_view facet, std::int64_t number) {
  auto found = facets_.find(facet);
  if (found == facets_.end()) found = facets_.emplace(std::string(facet), Having{}).first;
  auto& numbers = rows == Rows::occurrences ? found->second.occurrences : found->second.services;
  const auto row = static_cast<std::uint32_t>(number);
  if (numbers.empty() || numbers.back() != row) numbers.push_back(row);  // an item may name a facet twice
}

void FacetWriter::write(Database& database) const {
  auto facet = database.prepare("INSERT INTO facet VALUES(?,?,?,?)");
  auto occurrence = database.prepare("INSERT INTO occurrence_facet VALUES(?,?)");
  auto service = database.prepare("INSERT INTO service_facet VALUES(?,?)");
  std::int64_t number = 0;
  for (const auto& [name, having] : facets_) {
    facet.bind(1, ++number)
        .bind(2, name)
        .bind(3, static_cast<std::int64_t>(having.occurrences.size()))
        .bind(4, static_cast<std::int64_t>(having.services.size()))
        .run();
    for (const auto row : having.occurrences) occurrence.bind(1, number).bind(2, row).run();
    for (const auto row : having.services) service.bind(1, number).bind(2, row).run();
  }
}

}  // namespace treffpunkt
