#pragma once
// The pictures that an item of the sources names by file, exchanged for the objects that a feed names. One thread.

#include <string_view>
#include <vector>

#include "content/json/located_json.h"
#include "feed/picture_shelf.h"

namespace treffpunkt {

// Rewrites `item`: "image": {"file": ...} gets the members of a Picture; in bodies (description, body,
// required_documents) ![...](pictures/x.svg) becomes ![...](object:<sha256>). A picture that is wrong is a problem and
// is left out of the item.
void name_objects(LocatedJson& item, std::string_view file, PictureShelf& shelf, std::vector<Problem>& problems);

}  // namespace treffpunkt
