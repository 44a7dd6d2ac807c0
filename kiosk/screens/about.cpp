// About this kiosk: the same in Easy German and in sign language, of when content and program are, which languages it speaks
// and who made the translations; who is behind it, the accessibility statement, imprint, privacy.

#include "kiosk/screens/card.h"
#include "kiosk/screens/orientation.h"
#include "kiosk/screens/screen.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

class About : public Screen {
 public:
  FeedHeader header;
  std::optional<Date> newest;
  std::vector<std::string> languages;
  std::vector<treffpunkt::Page> pages;  // about and its children, accessibility, privacy, imprint

  void build(Page& page) const override {
    page.keep_to_column();
    page.title(page.words("about.title"));
    orientation_buttons(page);
    page.space(4);
    const auto& formats = page.words.formats;
    page.fact("update", newest ? page.words("about.as_of", {{"day", formats.full_date(*newest)}}) : std::string(),
              {page.words("about.edition", {{"number", formats.number(static_cast<long long>(header.generation))}}),
               page.words("about.version", {{"number", std::string(TREFFPUNKT_VERSION)}})});
    page.fact("place", page.site.name, {page.site.room});
    std::vector<std::string> names;
    for (const auto& tag : languages) names.push_back(page.words.language_name(tag));
    if (!names.empty()) page.fact("language", page.words("about.languages"), {page.words.formats.join(names)});
    page.fact("translate", page.words("about.translations"), {page.words("about.machine")});
    page.fact("shield", page.words("about.traces"), {page.words("about.traces_what")});
    page.space(2);
    page.heading(page.words("offers.good_to_know"));
    card_grid(page, pages.size(), [&](std::size_t i) { page_card(page, pages[i], "menu_book", page.theme().calm); });
  }
};

}  // namespace

Result<std::unique_ptr<Screen>> load_about(const Store& store, const Ask& ask) {
  auto screen = std::make_unique<About>();
  screen->header = store.header();
  screen->languages = ask.languages;
  auto newest = store.newest_change();
  if (!newest) return tl::make_unexpected(newest.error());
  screen->newest = *newest;
  for (const auto role : {PageRole::about, PageRole::accessibility, PageRole::privacy, PageRole::imprint}) {
    auto found = store.page(role);
    if (!found) return tl::make_unexpected(found.error());
    if (!*found) continue;
    auto children = store.pages((*found)->id, ask.site);
    if (!children) return tl::make_unexpected(children.error());
    screen->pages.push_back(std::move(**found));
    for (auto& child : *children) screen->pages.push_back(std::move(child));
  }
  return screen;
}

}  // namespace treffpunkt::screens
