#pragma once
// "recurrence" as an event of the sources has it: from JSON to occurrences, its problems with their lines. One thread.

#include <optional>
#include <string_view>
#include <vector>

#include "content/json/item_json.h"
#include "content/model/event.h"
#include "feed/publishing_window.h"

namespace treffpunkt {

struct RecurrenceSource {
  std::string_view file;
  const ReadOptions& options;
  const PublishingWindow& window;
};

struct TakenRecurrence {
  int line = 0;                         // of its rule
  bool valid = false;                   // false: the problems say why
  std::vector<Occurrence> occurrences;  // in the window; there may be none
};

// Takes the recurrence out of `event`; nullopt if it has none.
std::optional<TakenRecurrence> take_recurrence(LocatedJson& event, const RecurrenceSource& source,
                                               std::vector<Problem>& problems);

}  // namespace treffpunkt
