// A page: a longer text with headings, lists, pictures and links, whom to turn to, and the pages beneath it.

#include "kiosk/screens/body_blocks.h"
#include "kiosk/screens/card.h"
#include "kiosk/screens/help_screen.h"
#include "kiosk/screens/place.h"
#include "kiosk/screens/screen.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

class PageScreen : public Screen {
 public:
  treffpunkt::Page item;
  std::vector<treffpunkt::Page> children;

  bool bleeds() const override { return item.image.has_value(); }
  Recorded recorded() const override { return {&item, &item.body}; }

  void build(Page& page) const override {
    page.keep_to_column();
    if (item.image) page.banner(*item.image, 0.26f);
    page.text(item.title, Type::title);
    page.space(4);
    page.film_button(item.video);
    const auto body = page.choose(item.body);
    page.translation_note(body);
    body_blocks(page, body);
    page.space(3);
    contact_cards(page, item.contacts);
    for (const auto& child : children) {
      page_card(page, child, "menu_book", page.theme().hue("amber"));
      page.y += page.gap();
    }
  }
};

}  // namespace

Result<std::unique_ptr<Screen>> load_page(const Store& store, const Ask& ask) {
  auto item = store.page(ask.route.id);
  if (!item) return tl::make_unexpected(item.error());
  if (!*item) return nullptr;
  auto help = way_to_help(store, **item);
  if (!help) return tl::make_unexpected(help.error());
  if (*help) return load_help(store, ask, **help);
  auto screen = std::make_unique<PageScreen>();
  screen->item = std::move(**item);
  auto children = store.pages(ask.route.id, ask.site);
  if (!children) return tl::make_unexpected(children.error());
  screen->children = std::move(*children);
  return screen;
}

}  // namespace treffpunkt::screens
