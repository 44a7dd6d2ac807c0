#pragma once
// The one JSON form of items and of the feed header, and its reader. docs/feed-format.md describes the fields.
//
// Canonical: keys sorted as bytes, no spaces, UTF-8 unescaped where JSON allows, fields at their default left out;
// so equal items give equal bytes. Reading is strict about what it knows and mild about what it does not: an unknown
// field is a warning and kept out; a wrong type, an unknown enum value, a missing required field is a problem with
// its line and field. Pure functions, any thread. Inputs are untrusted: depth (64), size and duplicate keys are bounded.

#include <string>
#include <string_view>
#include <vector>

#include "content/model/feed.h"
#include "content/result/error.h"

namespace treffpunkt {

enum class Severity { error, warning };

// One thing that is wrong, for the person who can mend it.
struct Problem {
  Severity severity = Severity::error;
  std::string file;   // as given by the caller; may be empty
  int line = 0;       // 1 the first; 0: the whole file
  std::string field;  // "occurrences[2].start"; may be empty
  std::string message;
};

// "events/x.json:12: occurrences[2].start: not a date: '2026-13-01'"
std::string to_string(const Problem& problem);

bool has_errors(const std::vector<Problem>& problems);

std::string_view type_name(const AnyItem& item);  // "event", "location", ...
const std::string& id_of(const AnyItem& item);
const Item& common(const AnyItem& item);

// One line, no newline at the end. The item's "type" is among the keys.
std::string to_json(const AnyItem& item);
std::string to_json(const FeedHeader& header);  // {"default_language":...,"type":"feed"}

// Header line, then one item a line, each with '\n'. Items are sorted here.
std::string to_ndjson(const Feed& feed);

// Reads what to_ndjson wrote (or anybody else's content.ndjson). The first error ends the reading; `name` is for messages.
Result<Feed> read_ndjson(std::string_view text, std::string_view name);

}  // namespace treffpunkt
