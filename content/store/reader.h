#pragma once
// What the parts of a Store share: its database, its header and the ways to get whole items. Private to content/store.
// One thread.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/store/database.h"
#include "content/store/schema.h"
#include "content/store/store.h"
#include "content/store/terms.h"

namespace treffpunkt {

struct Store::Impl {
  std::unique_ptr<Database> database;
  FeedHeader header;
  std::int64_t single_from = 0;  // see schema.h
  std::unique_ptr<Terms> terms;  // made at the first search
};

// The item with this JSON. A store whose item cannot be read is damaged: the failure is kept in the database.
template <typename T>
std::optional<T> item_from(Database& database, std::string_view json) {
  const ReadOptions options{.default_language = {}, .time_zone = {}};
  std::vector<Problem> problems;
  const auto located = parse_located_json(json, {});
  auto item = located ? read_item(*located, kTypeNames[type_number<T>()], {}, options, problems) : std::nullopt;
  if (item) return std::get<T>(std::move(*item));
  database.keep_failure("an item cannot be read: " + to_string(!located           ? located.error()
                                                               : problems.empty() ? Problem{}
                                                                                  : problems.front()));
  return std::nullopt;
}

template <typename T>
std::vector<T> items_from(Database& database, Statement& statement) {
  std::vector<T> items;
  while (statement.next()) {
    if (auto item = item_from<T>(database, statement.text(0))) items.push_back(std::move(*item));
  }
  return items;
}

// The answer, unless something failed on the way to it.
template <typename T>
Result<T> answer(Database& database, T value) {
  if (auto failure = database.take_failure()) return tl::make_unexpected(*failure);
  return value;
}

// "i" is an item that the site shows; the site's name is parameter ?9.
inline constexpr std::string_view kShownHere =
    "(i.everywhere OR EXISTS(SELECT 1 FROM item_site s WHERE s.item=i.number AND s.site=?9))";

}  // namespace treffpunkt
