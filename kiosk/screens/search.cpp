// Search: a field, the keyboard, and results while somebody types; topics before there is anything typed, and the
// nearest ones when it finds nothing.

#include <algorithm>

#include "kiosk/screens/card.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/topics.h"
#include "kiosk/screens/unmet.h"
#include "kiosk/screens/writing.h"

namespace treffpunkt::screens {
namespace {

using Type = SearchHit::Type;

constexpr std::size_t kMostHits = 24;
constexpr std::size_t kMostNear = 6;
constexpr float kRoomForResultsMm = 110;

// What is headed alike: organizations and places are both somewhere to go.
Type kind_of(const SearchHit& hit) { return hit.type == Type::organization ? Type::location : hit.type; }

class Search : public Screen {
 public:
  std::string typed;  // what was looked for, which may be less than what is typed by now
  Found found;
  Topics topics;
  std::vector<Topic> near;

  std::optional<Field> field() const override { return Field{.done = "search.done", .icon = "search", .loads = true}; }
  void build_head(Page& page) const override;
  void build(Page& page) const override;

 private:
  void results(Page& page) const;
  void nothing(Page& page) const;
};

std::string heading_of(const Page& page, Type kind) {
  switch (kind) {
    case Type::service:
      return page.words("search.offers");
    case Type::event:
      return page.words("events.title");
    case Type::page:
      return page.words("offers.good_to_know");
    case Type::organization:
    case Type::location:
      break;
  }
  return page.words("search.places");
}

// Where the keyboard leaves no room for results, their number says whether it is worth going on.
void Search::build_head(Page& page) const {
  const bool blind = page.visitor.writing && page.metrics().height_mm() < kRoomForResultsMm;
  const auto count = static_cast<long long>(found.hits.size());
  const auto note = blind && count > 0 ? page.words("search.count", {{"count", count}}) : std::string();
  text_field(page, "search", page.words("search.hint"), 1, note);
}

// Groups in the order of their best results.
void Search::results(Page& page) const {
  std::vector<Type> kinds;
  for (const auto& hit : found.hits) {
    if (std::find(kinds.begin(), kinds.end(), kind_of(hit)) == kinds.end()) kinds.push_back(kind_of(hit));
  }
  for (const auto kind : kinds) {
    page.heading(heading_of(page, kind));
    std::vector<const SearchHit*> hits;
    for (const auto& hit : found.hits) {
      if (kind_of(hit) == kind) hits.push_back(&hit);
    }
    card_grid(page, hits.size(), [&](std::size_t i) {
      const auto& hit = *hits[i];
      const auto look = topics.look_of(hit.topics);
      const bool is_page = hit.type == Type::page;
      const std::string icon = is_page                          ? "menu_book"
                               : hit.type == Type::organization ? "groups"
                               : hit.type == Type::location     ? "place"
                                                                : look.pictogram;
      hit_card(page, hit, found.words, icon,
               page.theme().hue(is_page                     ? "amber"
                                : hit.type == Type::service ? look.hue
                                                            : "blue"));
    });
    page.space(3);
  }
}

void Search::nothing(Page& page) const {
  page.note("info", page.words("search.none", {{"typed", typed}}), page.theme().calm);
  page.space(5);
  page.heading(page.words(near.empty() ? "search.nothing_near" : "search.near"));
  topic_tiles(page, near.empty() ? topics.all() : near, !near.empty(), {});
}

void Search::build(Page& page) const {
  if (typed.empty()) {
    page.heading(page.words("search.topics"));
    topic_tiles(page, topics.all(), false, {});
  } else if (found.hits.empty()) {
    nothing(page);
  } else {
    results(page);
  }
}

}  // namespace

std::string unmet_search(const Screen& screen) {
  const auto* search = dynamic_cast<const Search*>(&screen);
  return search != nullptr && search->found.hits.empty() ? search->typed : std::string();
}

Result<std::unique_ptr<Screen>> load_search(const Store& store, const Ask& ask) {
  auto screen = std::make_unique<Search>();
  screen->typed = ask.route.option("q");
  auto topics = store.topics(ask.site);
  if (!topics) return tl::make_unexpected(topics.error());
  screen->topics = Topics(std::move(*topics));
  if (screen->typed.empty()) return screen;
  auto found = store.search(screen->typed, ask.language, ask.moment.now, ask.site, kMostHits);
  if (!found) return tl::make_unexpected(found.error());
  screen->found = std::move(*found);
  if (!screen->found.hits.empty()) return screen;
  auto near = store.topics_near(screen->typed, ask.site, kMostNear);
  if (!near) return tl::make_unexpected(near.error());
  screen->near = std::move(*near);
  return screen;
}

}  // namespace treffpunkt::screens
