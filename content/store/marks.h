#pragma once
// Which parts of a name the search has found, to be highlighted. One thread at a time, that of its Folder.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/store/fold.h"

namespace treffpunkt {

// Ranges of bytes, ascending and apart, where `text` reads like one of these folded words in whatever spelling: at the
// beginnings of its words, and inside them only if no beginning is found.
std::vector<std::pair<std::size_t, std::size_t>> find_marks(std::string_view text,
                                                            const std::vector<std::string>& words, Folder& folder);

}  // namespace treffpunkt
