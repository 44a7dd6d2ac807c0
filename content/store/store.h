#pragma once
// One generation's content as the screens ask for it: an immutable SQLite file, opened read-only with immutable=1.
//
// Not a database that anything writes to: content/store/build.h makes the file once. One Store serves one thread at
// a time; opening a second one on the same file is cheap. Every answer is a value and stays true after the Store is
// gone. A query that fails (a worn card) gives an Error and leaves the Store usable.
// `site` limits answers to items for that kiosk; empty means only items for all kiosks.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/feed.h"
#include "content/result/error.h"

struct sqlite3;

namespace treffpunkt {

// One date of one event, with what a card shows.
struct OccurrenceCard {
  std::string event_id;
  EventKind kind = EventKind::other;
  Text name;
  Text summary;
  Instant start, end;  // UTC
  LocalTime local_start, local_end;
  bool all_day = false;
  EventStatus status = EventStatus::scheduled;  // the occurrence's, or else the event's
  std::string location_id;
  Text location_name;
  Text room;
  std::vector<std::string> languages;
  std::vector<std::string> topics;
  CostKind cost = CostKind::unknown;
  Registration registration = Registration::unknown;
  Known step_free = Known::unknown;
  bool film = false;  // there is one in sign language
  std::optional<Picture> image;
};

// Empty vectors and nullopt do not filter. Within a vector any match counts; between fields all must hold.
struct EventQuery {
  Instant from;                  // occurrences that end after this
  std::optional<Instant> until;  // and start before this
  std::vector<EventKind> kinds;
  std::vector<std::string> topics, audiences, languages;
  bool only_free = false;
  bool only_step_free = false;
  std::string site;
  std::size_t offset = 0, limit = 50;  // ascending by start, then event id
};

struct ServiceCard {
  std::string id;
  Text name;
  Text summary;
  std::string organization_id;
  Text organization_name;
  std::string location_id;  // the first
  Text location_name;
  std::vector<std::string> topics, audiences, languages;
  CostKind cost = CostKind::unknown;
  bool by_appointment = false;
  ServiceStatus status = ServiceStatus::active;
  std::vector<Schedule> schedules;  // for "open now", see opening_hours.h
  std::vector<Closure> closures;
  bool closed_on_public_holidays = true;
  std::string time_zone;
  Known step_free = Known::unknown;
  bool film = false;  // there is one in sign language
  std::optional<Picture> image;
};

struct ServiceQuery {
  std::vector<std::string> topics, audiences, languages;
  bool only_free = false;
  bool only_step_free = false;
  std::optional<Instant> open_at;  // only those open at this instant
  std::string organization_id, location_id;
  std::string site;
  std::size_t offset = 0, limit = 50;  // in the stored order: name in the feed's default language, then id
};

struct SearchHit {
  enum class Type { event, service, page, organization, location };
  Type type = Type::page;
  std::string id;
  Text name;
  Text summary;
  std::vector<std::string> topics;
  std::optional<Instant> next_start;  // events: the next occurrence's start at `now`
  std::optional<LocalTime> next_local_start;
  bool next_is_cancelled = false;
  Text location_name;
};

struct Found {
  std::vector<SearchHit> hits;     // best first
  std::vector<std::string> words;  // folded (fold.h): what was looked for, mistakes corrected; to be marked, see marks.h
};

class Store {
 public:
  static Result<Store> open(const std::filesystem::path& database);

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  const FeedHeader& header() const;

  Result<std::vector<OccurrenceCard>> events(const EventQuery& query) const;
  // The next occurrence of kind consultation_hour that is not over and takes place (not cancelled, not postponed).
  Result<std::optional<OccurrenceCard>> next_consultation_hour(Instant now, std::string_view site) const;
  // All occurrences of one event that are not over at `now`.
  Result<std::vector<OccurrenceCard>> occurrences_of(std::string_view event_id, Instant now, std::size_t limit) const;

  // Offers that are inactive are left out.
  Result<std::vector<ServiceCard>> services(const ServiceQuery& query) const;

  // nullopt: no such item in this generation.
  Result<std::optional<Event>> event(std::string_view id) const;
  Result<std::optional<Service>> service(std::string_view id) const;
  Result<std::optional<Page>> page(std::string_view id) const;
  Result<std::optional<Page>> page(PageRole role) const;
  Result<std::optional<Location>> location(std::string_view id) const;
  Result<std::optional<Organization>> organization(std::string_view id) const;

  Result<std::vector<Page>> pages(std::string_view parent_id, std::string_view site) const;  // by order, then id
  Result<std::vector<Page>> pages_on(std::string_view topic, std::string_view site) const;
  Result<std::vector<Topic>> topics(std::string_view site) const;  // by order, then id
  Result<std::optional<Topic>> topic(std::string_view id) const;
  Result<std::vector<News>> news(Date today, std::string_view site) const;  // newest first
  Result<std::vector<Notice>> notices(Instant now, std::string_view site) const;
  Result<std::optional<Survey>> open_survey(Date today, std::string_view site) const;

  // Results for what a visitor has typed so far, best first: the last word may be unfinished. Finds words in any
  // language of the feed, without regard to case, marks, ü or ue, ß or ss, and inside compounds ("kurs" finds
  // "Deutschkurs"). A word that no item has is taken for the nearest ones. Events that are over at `now` are left out.
  // An empty query finds nothing.
  Result<Found> search(std::string_view typed, std::string_view language, Instant now, std::string_view site,
                       std::size_t limit) const;
  // For words that find nothing: the topics whose names, or whose items' words, are like them, the nearest first.
  // Empty: nothing is near.
  Result<std::vector<Topic>> topics_near(std::string_view typed, std::string_view site, std::size_t limit) const;

  // The newest day on which an item was last modified, by its own word; nullopt: none says.
  Result<std::optional<Date>> newest_change() const;

  // Every object (SHA-256) that items of this generation name.
  Result<std::vector<std::string>> objects() const;

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace treffpunkt
