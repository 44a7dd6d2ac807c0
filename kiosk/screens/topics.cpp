#include "kiosk/screens/topics.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::screens {
namespace {

struct Tile {
  ChosenTranslation name;
  std::string words;  // of a tile that is no topic
  std::string pictogram;
  ui::Tone tone;
  ui::Action action;

  std::string_view label() const { return words.empty() ? name.text : std::string_view(words); }
};

ui::TextOptions options_of(const Page& page, const Tile& tile) {
  auto options = page.options_for(tile.name);
  options.ink = tile.tone.ink;
  options.align = text::Align::centre;
  return options;
}

// Panels that hang across have less height to give.
struct TileShape {
  float icon, above, below, between;

  explicit TileShape(const Page& page) : icon(page.mm(11)), above(page.mm(3.5f)), below(page.mm(3)), between(page.gap()) {
    if (!page.wide()) return;
    icon = page.mm(9.5f);
    above = below = page.mm(2.5f);
    between = page.mm(3);
  }
};

void draw_tile(Page& page, const Tile& tile, const TileShape& shape, const ui::Rect& rect) {
  const float icon = shape.icon, padding = page.mm(2);
  const auto options = options_of(page, tile);
  page.pen.box(rect, tile.tone.fill, page.mm(4), tile.tone.border, 2);
  page.pen.icon(std::round(rect.x + (rect.width - icon) / 2), rect.y + shape.above, icon, tile.pictogram, tile.tone.icon);
  const float top = rect.y + shape.above + page.mm(0.5f) + icon;
  const float inner = rect.width - 2 * padding;
  const float height = page.pen.measure(tile.label(), ui::Type::small_bold, inner, options)->height;
  page.pen.text(rect.x + padding, std::round(top + (rect.bottom() - shape.below + page.mm(0.5f) - top - height) / 2), inner, ui::Type::small_bold, tile.label(), options);
  page.pen.target(rect, tile.action, tile.label(), page.mm(4));
}

}  // namespace

TopicLook Topics::look_of(const std::vector<std::string>& ids) const {
  for (const auto& id : ids) {
    const auto found = std::find_if(topics_.begin(), topics_.end(), [&](const Topic& topic) { return topic.id == id; });
    if (found != topics_.end()) return {found->pictogram, found->hue};
  }
  return {};
}

void topic_tiles(Page& page, const std::vector<Topic>& topics, bool all, std::string_view politics) {
  std::vector<Tile> tiles;
  for (const auto& topic : topics) {
    tiles.push_back({page.choose(topic.name), "", topic.pictogram, page.theme().hue(topic.hue),
                     {"go", topic.id == politics ? "politics" : "offers/" + topic.id}});
  }
  if (all) tiles.push_back({{}, page.words("home.all_topics"), "apps", page.theme().hue("stone"), {"go", "offers"}});
  if (tiles.empty()) return;

  const TileShape shape(page);
  const float between = shape.between, least = page.mm(page.metrics().large_text ? 56.f : 44.f);
  const int fit = static_cast<int>((page.width + between) / (least + between));
  const int columns = std::clamp(fit, 2, page.wide() && page.width > page.mm(300) ? 6 : 4);
  const float width = std::floor((page.width - between * static_cast<float>(columns - 1)) / static_cast<float>(columns));
  for (std::size_t first = 0; first < tiles.size(); first += static_cast<std::size_t>(columns)) {
    const std::size_t end = std::min(tiles.size(), first + static_cast<std::size_t>(columns));
    float words = 0;
    for (std::size_t i = first; i < end; ++i) {
      words = std::max(words, page.pen.measure(tiles[i].label(), ui::Type::small_bold, width - 2 * page.mm(2), options_of(page, tiles[i]))->height);
    }
    // Two lines of room keep the rows of a grid alike.
    const float height = shape.above + shape.icon + shape.below + std::max(words, 2 * page.metrics().line_height(ui::Type::small_bold));
    for (std::size_t i = first; i < end; ++i) {
      draw_tile(page, tiles[i], shape, {page.left + static_cast<float>(i - first) * (width + between), page.y, width, height});
    }
    page.y += height + between;
  }
}

}  // namespace treffpunkt::screens
