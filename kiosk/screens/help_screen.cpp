// Help against discrimination: a tree of pages whose root has the role. Danger first, then one calm question at a time,
// its answers as large buttons; at the end of each way who helps. No code on it that a phone would show to others.

#include <algorithm>
#include <cmath>

#include "kiosk/screens/body_blocks.h"
#include "kiosk/screens/card.h"
#include "kiosk/screens/help_screen.h"
#include "kiosk/screens/place.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

constexpr std::size_t kDeepest = 8;  // a tree that is deeper has a mistake in it

class HelpScreen : public Screen {
 public:
  treffpunkt::Page item;
  bool root = false;
  std::vector<treffpunkt::Page> children;
  std::vector<treffpunkt::Page> others;  // the root's other ways, at the end of one
  std::vector<Contact> contacts;

  bool is_private() const override { return true; }
  Recorded recorded() const override { return {&item, &item.body}; }
  void build(Page& page) const override;

 private:
  void danger(Page& page) const;
  void promise(Page& page) const;
};

// The two numbers, large, before anything else is read.
void HelpScreen::danger(Page& page) const {
  const struct {
    std::string_view number, key;
  } calls[] = {{"110", "help.police"}, {"112", "help.rescue"}};
  const auto& tone = page.theme().danger;
  ui::TextOptions options;
  options.ink = tone.ink;
  // On a small panel the numbers alone fill what is seen first.
  const bool small = page.metrics().small_panel();
  const Type size = small ? Type::title : Type::clock;
  const float padding = page.mm(small ? 3.f : 5.f), inner = page.width - 2 * padding;
  const float heading = small ? 0 : page.pen.measure(page.words("help.danger"), Type::heading, inner, options)->height;
  const float half = std::floor(inner / 2), number = page.metrics().line_height(size);
  float words = 0;
  for (const auto& call : calls) words = std::max(words, page.pen.measure(page.words(call.key), Type::small_bold, half - padding, options)->height);
  const float top = page.y, height = heading + number + words + 2 * padding;
  page.pen.box({page.left, top, page.width, height}, tone.fill, page.mm(4), tone.border, 3);
  if (!small) page.pen.text(page.left + padding, top + padding, inner, Type::heading, page.words("help.danger"), options);
  for (int i = 0; i < 2; ++i) {
    const float x = page.left + padding + static_cast<float>(i) * half, y = top + padding + heading;
    const float icon = page.mm(11);
    page.pen.icon(x, y + (number - icon) / 2, icon, "phone", tone.icon);
    page.pen.text(x + icon + page.mm(3), y, half - icon - padding, size, calls[i].number, options);
    page.pen.text(x, y + number, half - padding, Type::small_bold, page.words(calls[i].key), options);
  }
  page.y = top + height;
  page.space(6);
}

void HelpScreen::promise(Page& page) const {
  page.space(2);
  page.note("shield", page.words("help.promise"), page.theme().calm);
  page.y += page.gap();
  if (!root) page.note("phone", page.words("waiting.emergency"), page.theme().urgent);
}

void HelpScreen::build(Page& page) const {
  page.keep_to_column();
  if (root) danger(page);
  page.text(item.title, Type::title);
  page.space(4);
  page.film_button(item.video);
  const auto body = page.choose(item.body);
  page.translation_note(body);
  body_blocks(page, body, Links::as_words);
  const auto ways = [&](const std::vector<treffpunkt::Page>& pages) {
    card_grid(page, pages.size(), [&](std::size_t i) { page_card(page, pages[i], "help_outline", page.theme().calm); });
  };
  page.space(2);
  ways(children);
  if (children.empty()) {
    if (!contacts.empty()) {
      page.heading(page.words("help.who"));
      contact_cards(page, contacts);
      page.space(3);
    }
    if (!others.empty()) {
      page.heading(page.words("help.also"));
      ways(others);
    }
  }
  promise(page);
}

}  // namespace

Result<std::optional<std::vector<treffpunkt::Page>>> way_to_help(const Store& store, const treffpunkt::Page& item) {
  std::vector<treffpunkt::Page> way = {item};
  while (way.back().role != PageRole::discrimination) {
    if (way.back().parent_id.empty() || way.size() > kDeepest) return std::nullopt;
    auto parent = store.page(way.back().parent_id);
    if (!parent) return tl::make_unexpected(parent.error());
    if (!*parent) return std::nullopt;
    way.push_back(std::move(**parent));
  }
  return way;
}

Result<std::unique_ptr<Screen>> load_help(const Store& store, const Ask& ask, const std::vector<treffpunkt::Page>& way) {
  auto screen = std::make_unique<HelpScreen>();
  screen->item = way.front();
  screen->root = way.size() == 1;
  auto children = store.pages(screen->item.id, ask.site);
  if (!children) return tl::make_unexpected(children.error());
  screen->children = std::move(*children);
  for (const auto& page : way) {
    if (screen->contacts.empty()) screen->contacts = page.contacts;
  }
  auto others = store.pages(way.back().id, ask.site);
  if (!others) return tl::make_unexpected(others.error());
  for (auto& other : *others) {
    if (way.size() > 1 && other.id != way[way.size() - 2].id) screen->others.push_back(std::move(other));
  }
  return screen;
}

}  // namespace treffpunkt::screens
