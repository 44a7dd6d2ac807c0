#pragma once
// The one JSON form of items and of the feed header, and its reader. docs/feed-format.md describes the fields.
//
// Canonical: keys sorted as bytes, no spaces, UTF-8 unescaped where JSON allows, fields at their default left out;
// so equal items give equal bytes. Reading is strict about what it knows and mild about what it does not: an unknown
// field is a warning and kept out; a wrong type, an unknown enum value, a missing required field is a problem with
// its line and field. Pure functions, any thread. Inputs are untrusted: depth (64), size and duplicate keys are
// bounded.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/json/located_json.h"
#include "content/json/problem.h"
#include "content/model/feed.h"
#include "content/result/error.h"

namespace treffpunkt {

// In the order of AnyItem's alternatives, which is theirs as bytes.
inline constexpr std::array<std::string_view, 9> kTypeNames = {"event", "location", "news",   "notice", "organization",
                                                               "page",  "service",  "survey", "topic"};

std::string_view type_name(const AnyItem& item);  // "event", "location", ...
const std::string& id_of(const AnyItem& item);
const Item& common(const AnyItem& item);

// One line, no newline at the end. The item's "type" is among the keys.
std::string to_json(const AnyItem& item);
std::string to_json(const FeedHeader& header);  // {"default_language":...,"type":"feed"}

// Header line, then one item a line, each with '\n'. Items are sorted here.
std::string to_ndjson(const Feed& feed);

// What a source may leave out because the feed says it once.
struct ReadOptions {
  std::string default_language = "de";      // every text must have it
  std::string time_zone = "Europe/Berlin";  // of items that name none
};

// One item of the type ("event", ...), from a source or a feed: the canonical form, where a translation may also be a
// plain text, and an all-day event's start and end plain dates. Every problem is added to `problems` and reading goes
// on; nullopt if any of them was an error. `file` is for the problems' places.
std::optional<AnyItem> read_item(const LocatedJson& object, std::string_view type, std::string_view file,
                                 const ReadOptions& options, std::vector<Problem>& problems);

// Reads what to_ndjson wrote (or anybody else's content.ndjson). The first error ends the reading; `name` is for
// messages.
Result<Feed> read_ndjson(std::string_view text, std::string_view name);

}  // namespace treffpunkt
