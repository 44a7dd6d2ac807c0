#include "content/store/build.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <set>
#include <system_error>

#include "content/store/schema.h"
#include "content/store/write_lists.h"
#include "content/store/write_search.h"

namespace treffpunkt {
namespace {

void collect_objects(const Item& item, std::set<std::string>& objects) {
  if (item.image) objects.insert(item.image->object);
  if (item.video) objects.insert(item.video->object);
  for (const auto& [language, speech] : item.audio) objects.insert(speech.object);
}

// Pictures in a body are named "object:<sha256>".
void collect_objects(const Text& body, std::set<std::string>& objects) {
  constexpr std::string_view kScheme = "object:";
  constexpr std::size_t kHash = 64;
  for (const auto& [language, translation] : body.translations) {
    const std::string_view text = translation.text;
    for (auto at = text.find(kScheme); at != std::string_view::npos; at = text.find(kScheme, at + 1)) {
      const auto hash = text.substr(at + kScheme.size(), kHash);
      const bool whole = hash.size() == kHash && hash.find_first_not_of("0123456789abcdef") == std::string_view::npos;
      if (whole) objects.emplace(hash);
    }
  }
}

void write_items(Database& database, const Contents& contents) {
  auto insert = database.prepare("INSERT INTO item VALUES(?,?,?,?,?)");
  auto insert_site = database.prepare("INSERT OR IGNORE INTO item_site VALUES(?,?)");
  std::set<std::string> objects;
  for (const auto& [number, item] : contents.items()) {
    const auto& base = common(*item);
    insert.bind(1, number)
        .bind(2, static_cast<std::int64_t>(item->index()))
        .bind(3, base.id)
        .bind(4, std::int64_t{base.sites.empty()})
        .bind(5, to_json(*item))
        .run();
    for (const auto& site : base.sites) insert_site.bind(1, number).bind(2, site).run();
    collect_objects(base, objects);
    if (const auto* page = std::get_if<Page>(item)) collect_objects(page->body, objects);
    if (const auto* news = std::get_if<News>(item)) collect_objects(news->body, objects);
    if (const auto* event = std::get_if<Event>(item)) collect_objects(event->description, objects);
    if (const auto* by = std::get_if<Organization>(item)) collect_objects(by->description, objects);
    if (const auto* service = std::get_if<Service>(item)) {
      collect_objects(service->description, objects);
      collect_objects(service->required_documents, objects);
    }
  }
  auto insert_object = database.prepare("INSERT INTO object VALUES(?)");
  for (const auto& hash : objects) insert_object.bind(1, hash).run();
}

void write_pages(Database& database, const Contents& contents) {
  auto insert = database.prepare("INSERT INTO page VALUES(?,?,?,?,?)");
  auto insert_topic = database.prepare("INSERT OR IGNORE INTO page_topic VALUES(?,?,?,?)");
  for (const auto& [number, page] : contents.all<Page>()) {
    insert.bind(1, number)
        .bind(2, page->parent_id)
        .bind(3, page->order)
        .bind(4, page->id)
        .bind(5, static_cast<std::int64_t>(page->role))
        .run();
    for (const auto& topic : page->topics) {
      insert_topic.bind(1, topic).bind(2, page->order).bind(3, page->id).bind(4, number).run();
    }
  }
}

void write_dated(Database& database, Contents& contents) {
  auto topic = database.prepare("INSERT INTO topic VALUES(?,?,?)");
  for (const auto& [number, item] : contents.all<Topic>()) {
    topic.bind(1, item->order).bind(2, item->id).bind(3, number).run();
  }
  auto news = database.prepare("INSERT INTO news VALUES(?,?,?,?)");
  for (const auto& [number, item] : contents.all<News>()) {
    const auto expires = item->expires ? days_of(*item->expires) : kNever;
    news.bind(1, days_of(item->published)).bind(2, item->id).bind(3, expires).bind(4, number).run();
  }
  auto notice = database.prepare("INSERT INTO notice VALUES(?,?,?,?,?)");
  for (const auto& [number, item] : contents.all<Notice>()) {
    notice.bind(1, seconds_of(contents.instant(item->until, item->time_zone)))
        .bind(2, seconds_of(contents.instant(item->from, item->time_zone)))
        .bind(3, static_cast<std::int64_t>(item->priority))
        .bind(4, item->id)
        .bind(5, number)
        .run();
  }
  auto survey = database.prepare("INSERT INTO survey VALUES(?,?,?,?)");
  for (const auto& [number, item] : contents.all<Survey>()) {
    survey.bind(1, days_of(item->open_until)).bind(2, item->id).bind(3, days_of(item->open_from)).bind(4, number).run();
  }
}

Result<void> write_store(const Feed& feed, const std::filesystem::path& file) {
  auto opened = Database::create(file);
  if (!opened) return tl::make_unexpected(opened.error());
  auto& database = **opened;
  Contents contents(feed);
  FacetWriter facets;
  database.execute("PRAGMA application_id=" + std::to_string(kApplicationId) +
                   ";PRAGMA user_version=" + std::to_string(kStoreVersion) + ";BEGIN;" + std::string(kTables));
  write_items(database, contents);
  write_pages(database, contents);
  write_dated(database, contents);
  write_events(database, contents, facets);
  write_services(database, contents, facets);
  facets.write(database);
  const auto single_from = write_searched(database, contents);
  write_terms(database);
  database.prepare("INSERT INTO header VALUES(?,?)").bind(1, to_json(feed.header)).bind(2, single_from).run();
  database.execute("COMMIT");
  if (auto failure = database.take_failure()) return tl::make_unexpected(*failure);
  return {};
}

// What is not synced may be gone or half there after a power cut, whatever its name says.
Result<void> sync(const std::filesystem::path& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = handle >= 0 && ::fsync(handle) == 0;
  const int reason = errno;
  if (handle >= 0) ::close(handle);
  if (!synced) return fail(path.string() + ": cannot be synced: " + std::strerror(reason));
  return {};
}

}  // namespace

Result<void> build_store(const Feed& feed, const std::filesystem::path& database) {
  std::error_code code;
  if (std::filesystem::exists(database, code)) return fail(database.string() + ": exists already");
  auto unfinished = database;
  unfinished += ".new";
  std::filesystem::remove(unfinished, code);
  auto done = write_store(feed, unfinished);
  if (done) done = sync(unfinished);
  if (done) {
    std::filesystem::rename(unfinished, database, code);
    if (code) done = fail(database.string() + ": cannot be written: " + code.message());
  }
  if (done) return sync(database.has_parent_path() ? database.parent_path() : std::filesystem::path("."));
  std::filesystem::remove(unfinished, code);
  return done;
}

}  // namespace treffpunkt
