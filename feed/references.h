#pragma once
// What only all items together tell: ids that two items have, references to items that are not there, pages that are
// their own ancestors. Any thread.

#include <vector>

#include "feed/source_item.h"

namespace treffpunkt {

void check_references(const std::vector<SourceItem>& items, std::vector<Problem>& problems);

}  // namespace treffpunkt
