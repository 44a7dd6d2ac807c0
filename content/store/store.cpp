#include "content/store/store.h"

#include <array>
#include <fstream>

#include "content/language/zone.h"
#include "content/store/bytes.h"
#include "content/store/reader.h"

namespace treffpunkt {
namespace {

// Numbers in the head of an SQLite file are big-endian.
std::uint32_t number_in_head(const std::array<char, 100>& head, std::size_t at, int bytes) {
  std::uint32_t number = 0;
  for (int i = 0; i < bytes; ++i) {
    number = number << 8 | static_cast<unsigned char>(head[at + static_cast<std::size_t>(i)]);
  }
  return number;
}

// With immutable=1 SQLite believes the file; whether it is ours and whole is asked first.
Result<void> check_head(const std::filesystem::path& file) {
  const auto wrong = [&](const std::string& why) { return fail(file.string() + ": " + why); };
  std::error_code code;
  const auto size = std::filesystem::file_size(file, code);
  if (code) return wrong("cannot be opened: " + code.message());
  std::array<char, 100> head{};
  std::ifstream stream(file, std::ios::binary);
  if (!stream.read(head.data(), head.size())) return wrong("no store: too short");
  if (std::string_view(head.data(), 16) != std::string_view("SQLite format 3\0", 16)) return wrong("no store");
  if (number_in_head(head, 68, 4) != static_cast<std::uint32_t>(kApplicationId)) {
    return wrong("a database, but no store");
  }
  const auto version = number_in_head(head, 60, 4);
  if (version != static_cast<std::uint32_t>(kStoreVersion)) {
    return wrong("a store of version " + std::to_string(version) + ", this program reads " +
                 std::to_string(kStoreVersion));
  }
  const auto written = number_in_head(head, 16, 2);
  const std::uint64_t page = written == 1 ? 65536 : written;
  const std::uint64_t pages = number_in_head(head, 28, 4);
  if (size < pages * page) {
    return wrong("truncated: " + std::to_string(size) + " of " + std::to_string(pages * page) + " bytes");
  }
  return {};
}

Result<FeedHeader> read_header(Database& database, std::int64_t& single_from) {
  auto statement = database.prepare("SELECT json, single_from FROM header");
  std::string json;
  if (statement.next()) {
    json = statement.text(0);
    single_from = statement.integer(1);
  }
  if (auto failure = database.take_failure()) return tl::make_unexpected(*failure);
  auto feed = read_ndjson(json, "header");
  if (!feed) return tl::make_unexpected(feed.error());
  return feed->header;
}

template <typename T>
Result<std::optional<T>> item_by_id(Database& database, std::string_view id) {
  auto statement = database.prepare("SELECT json FROM item WHERE type=?1 AND id=?2");
  statement.bind(1, type_number<T>()).bind(2, id);
  std::optional<T> item;
  if (statement.next()) item = item_from<T>(database, statement.text(0));
  return answer(database, std::move(item));
}

// All items that `from_where_order` gives, which may use ?1 and, for the site, ?9.
Statement listing(Database& database, std::string_view table, std::string_view where, std::string_view order,
                  std::string_view site) {
  auto statement =
      database.prepare("SELECT i.json FROM " + std::string(table) + " t CROSS JOIN item i ON i.number=t.item WHERE " +
                       std::string(where) + " AND " + std::string(kShownHere) + " ORDER BY " + std::string(order));
  statement.bind(9, site);
  return statement;
}

}  // namespace

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::filesystem::path& file) {
  if (auto checked = check_head(file); !checked) return tl::make_unexpected(checked.error());
  auto database = Database::open(file);
  if (!database) return tl::make_unexpected(database.error());
  auto impl = std::make_unique<Impl>();
  impl->database = std::move(*database);
  auto header = read_header(*impl->database, impl->single_from);
  if (!header) return fail(file.string() + ": " + header.error().message);
  impl->header = std::move(*header);
  return Store(std::move(impl));
}

const FeedHeader& Store::header() const { return impl_->header; }

Result<std::optional<Event>> Store::event(std::string_view id) const { return item_by_id<Event>(*impl_->database, id); }
Result<std::optional<Service>> Store::service(std::string_view id) const {
  return item_by_id<Service>(*impl_->database, id);
}
Result<std::optional<Page>> Store::page(std::string_view id) const { return item_by_id<Page>(*impl_->database, id); }
Result<std::optional<Topic>> Store::topic(std::string_view id) const { return item_by_id<Topic>(*impl_->database, id); }
Result<std::optional<Location>> Store::location(std::string_view id) const {
  return item_by_id<Location>(*impl_->database, id);
}
Result<std::optional<Organization>> Store::organization(std::string_view id) const {
  return item_by_id<Organization>(*impl_->database, id);
}

Result<std::optional<Page>> Store::page(PageRole role) const {
  auto& database = *impl_->database;
  std::optional<Page> page;
  if (role == PageRole::none) return page;
  auto statement = database.prepare(
      "SELECT i.json FROM page t CROSS JOIN item i ON i.number=t.item WHERE t.role=?1 ORDER BY t.sort, t.id LIMIT 1");
  statement.bind(1, static_cast<std::int64_t>(role));
  if (statement.next()) page = item_from<Page>(database, statement.text(0));
  return answer(database, std::move(page));
}

Result<std::optional<Date>> Store::newest_change() const {
  auto& database = *impl_->database;
  auto statement = database.prepare("SELECT max(json_extract(json, '$.last_modified')) FROM item");
  std::optional<Date> newest;
  if (statement.next()) {
    if (const auto day = parse_date(statement.text(0))) newest = *day;
  }
  return answer(database, std::move(newest));
}

Result<std::vector<Page>> Store::pages(std::string_view parent_id, std::string_view site) const {
  auto& database = *impl_->database;
  auto statement = listing(database, "page", "t.parent=?1", "t.sort, t.id", site);
  statement.bind(1, parent_id);
  return answer(database, items_from<Page>(database, statement));
}

Result<std::vector<Page>> Store::pages_on(std::string_view topic, std::string_view site) const {
  auto& database = *impl_->database;
  auto statement = listing(database, "page_topic", "t.topic=?1", "t.sort, t.id", site);
  statement.bind(1, topic);
  return answer(database, items_from<Page>(database, statement));
}

Result<std::vector<Topic>> Store::topics(std::string_view site) const {
  auto& database = *impl_->database;
  auto statement = listing(database, "topic", "1", "t.sort, t.id", site);
  return answer(database, items_from<Topic>(database, statement));
}

Result<std::vector<News>> Store::news(Date today, std::string_view site) const {
  auto& database = *impl_->database;
  auto statement = listing(database, "news", "t.published<=?1 AND t.expires>=?1", "t.published DESC, t.id DESC", site);
  statement.bind(1, days_of(today));
  return answer(database, items_from<News>(database, statement));
}

Result<std::vector<Notice>> Store::notices(Instant now, std::string_view site) const {
  auto& database = *impl_->database;
  auto statement =
      listing(database, "notice", "t.until_utc>?1 AND t.from_utc<=?1", "t.priority DESC, t.from_utc, t.id", site);
  statement.bind(1, seconds_of(now));
  return answer(database, items_from<Notice>(database, statement));
}

Result<std::optional<Survey>> Store::open_survey(Date today, std::string_view site) const {
  auto& database = *impl_->database;
  auto statement = listing(database, "survey", "t.open_until>=?1 AND t.open_from<=?1", "t.open_until, t.id", site);
  statement.bind(1, days_of(today));
  std::optional<Survey> survey;
  if (statement.next()) survey = item_from<Survey>(database, statement.text(0));
  return answer(database, std::move(survey));
}

Result<std::vector<std::string>> Store::objects() const {
  auto& database = *impl_->database;
  auto statement = database.prepare("SELECT hash FROM object");
  std::vector<std::string> objects;
  while (statement.next()) objects.emplace_back(statement.text(0));
  return answer(database, std::move(objects));
}

}  // namespace treffpunkt
