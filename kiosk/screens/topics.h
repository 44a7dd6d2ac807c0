#pragma once
// A store's topics by id, for the icon and tone of what belongs to them.

#include <string>
#include <string_view>
#include <vector>

#include "content/model/page.h"
#include "kiosk/screens/page.h"

namespace treffpunkt::screens {

struct TopicLook {
  std::string pictogram = "place";
  std::string hue = "stone";
};

class Topics {
 public:
  Topics() = default;
  explicit Topics(std::vector<Topic> topics) : topics_(std::move(topics)) {}

  const std::vector<Topic>& all() const { return topics_; }
  // Of the first of `ids` that is known.
  TopicLook look_of(const std::vector<std::string>& ids) const;

 private:
  std::vector<Topic> topics_;
};

// Tiles of topics in as many columns as fit; each goes to its offers, that of politics (its id; empty: none) to the
// meetings. `all`: a last tile to all topics.
void topic_tiles(Page& page, const std::vector<Topic>& topics, bool all, std::string_view politics);

}  // namespace treffpunkt::screens
