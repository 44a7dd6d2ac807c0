#include "content/store/selection.h"

#include <algorithm>

#include "content/store/facets.h"

namespace treffpunkt {
namespace {

constexpr std::int64_t kFewRows = 4096;  // so few that sorting them costs less than looking at the others

std::string listed(const std::vector<std::int64_t>& numbers) {
  std::string list;
  for (const auto number : numbers) list += (list.empty() ? "" : ",") + std::to_string(number);
  return list;
}

}  // namespace

Selection::Selection(Database& database, std::string_view table, std::string_view facets, std::string_view counts)
    : facet_(database.prepare("SELECT number, " + std::string(counts) + " FROM facet WHERE name=?1")),
      table_(table),
      facets_(facets) {}

std::int64_t Selection::number_of(std::string_view name, std::int64_t& rows) {
  facet_.bind(1, name);
  std::int64_t number = 0;
  while (facet_.next()) {
    number = facet_.integer(0);
    rows += facet_.integer(1);
  }
  return number;
}

void Selection::any_of(const std::vector<std::string>& names) {
  if (names.empty()) return;
  Group group;
  for (const auto& name : names) {
    std::int64_t rows = 0;
    const auto number = number_of(name, rows);
    if (rows > 0) group.facets.push_back(number);
    group.rows += rows;
  }
  impossible_ |= group.facets.empty();
  groups_.push_back(std::move(group));
}

void Selection::site(std::string_view id) {
  std::int64_t rows = 0;
  const auto number = id.empty() ? 0 : number_of(facet::site(id), rows);
  conditions_.push_back(rows == 0 ? "t.everywhere" : "(t.everywhere OR " + having({{number}, rows}) + ")");
}

void Selection::numbers(std::int64_t first, std::int64_t behind) {
  first_ = first;
  behind_ = behind;
}

void Selection::also(std::string_view condition) { conditions_.emplace_back(condition); }

std::string Selection::having(const Group& group) const {
  return "EXISTS(SELECT 1 FROM " + facets_ + " f WHERE f.facet IN(" + listed(group.facets) + ") AND f.number=t.number)";
}

std::vector<Selection::Group>::const_iterator Selection::fewest_of_one_facet() const {
  auto fewest = groups_.end();
  for (auto group = groups_.begin(); group != groups_.end(); ++group) {
    if (group->facets.size() == 1 && (fewest == groups_.end() || group->rows < fewest->rows)) fewest = group;
  }
  return fewest;
}

std::string Selection::sql(std::string_view columns) const {
  const auto range = [&](std::string_view column) {
    return std::string(column) + ">=" + std::to_string(first_) + " AND " + std::string(column) + "<" +
           std::to_string(behind_);
  };
  const auto fewest =
      std::min_element(groups_.begin(), groups_.end(), [](const Group& a, const Group& b) { return a.rows < b.rows; });
  std::string from = " FROM " + table_ + " t WHERE ";
  std::string where = range("t.number");
  auto used = groups_.end();
  if (const auto one = fewest_of_one_facet(); one != groups_.end() && (one == fewest || fewest->rows > kFewRows)) {
    // The rows of one facet lie in the stored order already.
    used = one;
    from = " FROM " + facets_ + " d CROSS JOIN " + table_ + " t ON t.number=d.number WHERE ";
    where = "d.facet=" + std::to_string(one->facets.front()) + " AND " + range("d.number");
  } else if (fewest != groups_.end() && fewest->rows <= kFewRows) {
    used = fewest;
    where = "t.number IN(SELECT number FROM " + facets_ + " WHERE facet IN(" + listed(fewest->facets) + ") AND " +
            range("number") + ")";
  }
  for (auto group = groups_.begin(); group != groups_.end(); ++group) {
    if (group != used) where += " AND " + having(*group);
  }
  for (const auto& condition : conditions_) where += " AND " + condition;
  const std::string_view order = used != groups_.end() && used->facets.size() == 1 ? "d.number" : "t.number";
  return "SELECT " + std::string(columns) + from + where + " ORDER BY " + std::string(order);
}

}  // namespace treffpunkt
