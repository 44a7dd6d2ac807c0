#pragma once
// What lies in a store's file: the one description that writing (build.h) and reading (store.h) share.
// A change of the tables is a new kStoreVersion; an older file is then built anew from its content.ndjson.

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "content/json/item_json.h"

namespace treffpunkt {

inline constexpr std::int32_t kApplicationId = 0x54726650;  // "TrfP"
inline constexpr std::int32_t kStoreVersion = 1;

// Numbers in every table are its stored order, so that a page of a list is a range and not a sort.
inline constexpr std::string_view kTables = R"(
CREATE TABLE header(json TEXT NOT NULL, single_from INTEGER NOT NULL);

-- Every item once, whole, in the order of the feed. everywhere: 0 where only the sites of item_site show it.
CREATE TABLE item(number INTEGER PRIMARY KEY, type INTEGER NOT NULL, id TEXT NOT NULL, everywhere INTEGER NOT NULL,
                  json TEXT NOT NULL);
CREATE UNIQUE INDEX item_by_id ON item(type, id);
CREATE TABLE item_site(item INTEGER NOT NULL, site TEXT NOT NULL, PRIMARY KEY(item, site)) WITHOUT ROWID;
CREATE TABLE object(hash TEXT PRIMARY KEY) WITHOUT ROWID;

-- The short lists: numbers point to item.
CREATE TABLE page(item INTEGER PRIMARY KEY, parent TEXT NOT NULL, sort INTEGER NOT NULL, id TEXT NOT NULL,
                  role INTEGER NOT NULL);
CREATE INDEX page_by_parent ON page(parent, sort, id);
CREATE INDEX page_by_role ON page(role, sort, id);
CREATE TABLE page_topic(topic TEXT NOT NULL, sort INTEGER NOT NULL, id TEXT NOT NULL, item INTEGER NOT NULL,
                        PRIMARY KEY(topic, sort, id)) WITHOUT ROWID;
CREATE TABLE topic(sort INTEGER NOT NULL, id TEXT NOT NULL, item INTEGER NOT NULL,
                   PRIMARY KEY(sort, id)) WITHOUT ROWID;
CREATE TABLE news(published INTEGER NOT NULL, id TEXT NOT NULL, expires INTEGER NOT NULL, item INTEGER NOT NULL,
                  PRIMARY KEY(published, id)) WITHOUT ROWID;
CREATE TABLE notice(until_utc INTEGER NOT NULL, from_utc INTEGER NOT NULL, priority INTEGER NOT NULL, id TEXT NOT NULL,
                    item INTEGER NOT NULL, PRIMARY KEY(until_utc, id)) WITHOUT ROWID;
CREATE TABLE survey(open_until INTEGER NOT NULL, id TEXT NOT NULL, open_from INTEGER NOT NULL, item INTEGER NOT NULL,
                    PRIMARY KEY(open_until, id)) WITHOUT ROWID;

-- What lists are filtered by, "topic:wohnen", "free", "site:rathaus": which rows have it, in the stored order.
CREATE TABLE facet(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, occurrences INTEGER NOT NULL,
                   services INTEGER NOT NULL);
CREATE TABLE occurrence_facet(facet INTEGER NOT NULL, number INTEGER NOT NULL,
                              PRIMARY KEY(facet, number)) WITHOUT ROWID;
CREATE TABLE service_facet(facet INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(facet, number)) WITHOUT ROWID;

-- Dates in the order of their start, then the event's id. latest_end: the greatest end up to this row, so that the
-- first row that is not over is found without looking at those before it. status: the date's or else the event's.
CREATE TABLE occurrence(number INTEGER PRIMARY KEY, event INTEGER NOT NULL, start_utc INTEGER NOT NULL,
                        end_utc INTEGER NOT NULL, start_local INTEGER NOT NULL, end_local INTEGER NOT NULL,
                        latest_end INTEGER NOT NULL, status INTEGER NOT NULL, place INTEGER, everywhere INTEGER NOT NULL);
CREATE INDEX occurrence_by_start ON occurrence(start_utc);
CREATE INDEX occurrence_by_latest_end ON occurrence(latest_end);
CREATE INDEX occurrence_by_event ON occurrence(event, number);
CREATE TABLE event_card(item INTEGER PRIMARY KEY, id TEXT NOT NULL, card TEXT NOT NULL);
CREATE TABLE place(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, card TEXT NOT NULL);

-- Offers in the order of their name in the feed's language (collated by ICU when the store was made), then id.
-- hours: opening hours, see hours.h.
CREATE TABLE service(number INTEGER PRIMARY KEY, item INTEGER NOT NULL, everywhere INTEGER NOT NULL,
                     time_zone TEXT NOT NULL, hours BLOB NOT NULL);
CREATE TABLE service_card(number INTEGER PRIMARY KEY, card TEXT NOT NULL);

-- Search. Numbers are the rows of the two full-text indexes: first what lasts (offers, pages, organizations, places,
-- repeated events), from header.single_from on events with one date, by its end. searched is small on purpose: hundreds
-- of its rows are read at every keystroke. starts, ends: of events with one date. names, times: see searched.h.
CREATE TABLE searched(number INTEGER PRIMARY KEY, item INTEGER NOT NULL, type INTEGER NOT NULL,
                      everywhere INTEGER NOT NULL, starts INTEGER, ends INTEGER);
CREATE INDEX searched_by_end ON searched(ends) WHERE ends IS NOT NULL;
CREATE TABLE search_names(number INTEGER PRIMARY KEY, names TEXT NOT NULL);
CREATE TABLE search_times(number INTEGER PRIMARY KEY, times BLOB NOT NULL);
CREATE TABLE search_card(number INTEGER PRIMARY KEY, card TEXT NOT NULL);
CREATE VIRTUAL TABLE search_name USING fts5(words, content='', columnsize=0, detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE search_text USING fts5(words, content='', columnsize=0, detail=none, tokenize='ascii');

-- All words of the index, the most frequent first; their endings of three characters and more; and for beginnings
-- that too many words or endings share, the numbers of the most frequent ones. kind: 0 beginnings of words, 1 of endings.
CREATE TABLE term(number INTEGER PRIMARY KEY, term TEXT NOT NULL, documents INTEGER NOT NULL);
CREATE UNIQUE INDEX term_by_text ON term(term);
CREATE TABLE ending(ending TEXT NOT NULL, term INTEGER NOT NULL, PRIMARY KEY(ending, term)) WITHOUT ROWID;
CREATE TABLE wide(kind INTEGER NOT NULL, beginning TEXT NOT NULL, terms BLOB NOT NULL,
                  PRIMARY KEY(kind, beginning)) WITHOUT ROWID;
)";

// Place in AnyItem and kTypeNames; what item.type holds.
template <typename T>
constexpr std::int64_t type_number() {
  if constexpr (std::is_same_v<T, Event>) return 0;
  if constexpr (std::is_same_v<T, Location>) return 1;
  if constexpr (std::is_same_v<T, News>) return 2;
  if constexpr (std::is_same_v<T, Notice>) return 3;
  if constexpr (std::is_same_v<T, Organization>) return 4;
  if constexpr (std::is_same_v<T, Page>) return 5;
  if constexpr (std::is_same_v<T, Service>) return 6;
  if constexpr (std::is_same_v<T, Survey>) return 7;
  if constexpr (std::is_same_v<T, Topic>) return 8;
}

inline std::int64_t seconds_of(Instant instant) { return instant.time_since_epoch().count(); }
inline std::int64_t seconds_of(LocalTime time) { return time.time_since_epoch().count(); }
inline Instant instant_of(std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; }
inline LocalTime local_time_of(std::int64_t seconds) { return LocalTime{std::chrono::seconds{seconds}}; }
inline std::int64_t days_of(Date date) { return std::chrono::sys_days{date}.time_since_epoch().count(); }

// A boundary that leaves everything in: for columns that have none.
inline constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

// The first string after all that begin with `beginning`, as bytes of UTF-8.
inline std::string after_all(std::string_view beginning) { return std::string(beginning) + "\xFF"; }

}  // namespace treffpunkt
