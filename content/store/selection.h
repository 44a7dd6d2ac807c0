#pragma once
// Which rows of a list match the filters, in the stored order, by whatever index leaves the fewest rows to look at.
// Makes SQL; private to content/store. One thread, that of its Database.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "content/store/database.h"

namespace treffpunkt {

class Selection {
 public:
  // `table` has rows by number and a column everywhere; `facets` holds facet and number. `counts` is the column of the
  // table facet that counts them.
  Selection(Database& database, std::string_view table, std::string_view facets, std::string_view counts);

  // Any of `names` must hold; an empty list filters nothing.
  void any_of(const std::vector<std::string>& names);
  void site(std::string_view id);                         // rows for all sites, or for this one
  void numbers(std::int64_t first, std::int64_t behind);  // first <= number < behind
  void also(std::string_view condition);                  // of the row "t"

  // SELECT `columns` of the rows "t", ascending by number.
  std::string sql(std::string_view columns) const;
  // Nothing can match: a name that no row has.
  bool impossible() const { return impossible_; }

 private:
  struct Group {
    std::vector<std::int64_t> facets;
    std::int64_t rows = 0;
  };
  std::string having(const Group& group) const;
  std::vector<Group>::const_iterator fewest_of_one_facet() const;
  std::int64_t number_of(std::string_view name, std::int64_t& rows);

  Statement facet_;
  std::string table_, facets_;
  std::vector<Group> groups_;
  std::vector<std::string> conditions_;
  std::int64_t first_ = 0, behind_ = INT64_MAX;
  bool impossible_ = false;
};

}  // namespace treffpunkt
