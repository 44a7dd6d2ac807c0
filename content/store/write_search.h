#pragma once
// Writes the search: what is found, its words, and the words themselves. Part of making a store; see build.h.

#include "content/store/contents.h"
#include "content/store/database.h"

namespace treffpunkt {

// Returns the number from which on events with a single date lie.
std::int64_t write_searched(Database& database, Contents& contents);

// After write_searched: the vocabulary, its endings, and what wide beginnings stand for.
void write_terms(Database& database);

}  // namespace treffpunkt
