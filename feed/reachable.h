#pragma once
// Whether people who cannot telephone reach whoever an item names. Pure; any thread.

#include <vector>

#include "content/json/problem.h"
#include "feed/source_item.h"

namespace treffpunkt {

// A warning for every item whose contacts have a telephone and neither e-mail nor website. The emergency numbers are
// no contacts.
void check_reachable(const std::vector<SourceItem>& items, std::vector<Problem>& problems);

}  // namespace treffpunkt
