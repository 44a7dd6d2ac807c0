#pragma once
// The film that an item of the sources names by file, exchanged for the object that a feed names. One thread.

#include <string_view>
#include <vector>

#include "content/json/located_json.h"
#include "feed/film_shelf.h"

namespace treffpunkt {

// Rewrites `item`: "video": {"file": ...} gets the members of a Video. A film that is wrong is a problem and is left out.
void name_film(LocatedJson& item, std::string_view file, FilmShelf& shelf, std::vector<Problem>& problems);

}  // namespace treffpunkt
