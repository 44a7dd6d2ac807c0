#pragma once
// Writes events and offers, with the cards and filters of their lists. Part of making a store; see build.h.

#include "content/store/contents.h"
#include "content/store/database.h"
#include "content/store/facets.h"

namespace treffpunkt {

void write_events(Database& database, Contents& contents, FacetWriter& facets);
void write_services(Database& database, const Contents& contents, FacetWriter& facets);

}  // namespace treffpunkt
