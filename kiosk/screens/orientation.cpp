#include "kiosk/screens/orientation.h"

#include <array>

#include "kiosk/screens/button_grid.h"
#include "kiosk/screens/card.h"
#include "kiosk/screens/choices.h"
#include "kiosk/screens/screen.h"

namespace treffpunkt::screens {
namespace {

struct Subject {
  PageRole role;
  std::string_view icon, key;
};
constexpr std::array<Subject, 3> kSubjects = {{{PageRole::about, "waving_hand", "signs.content"},
                                               {PageRole::guide, "touch_app", "signs.navigation"},
                                               {PageRole::accessibility, "accessible", "signs.accessibility"}}};

class Orientation : public Screen {
 public:
  std::array<std::optional<treffpunkt::Page>, kSubjects.size()> pages;

  std::vector<const Video*> films() const override {
    std::vector<const Video*> films;
    for (const auto& page : pages) {
      if (page && page->video) films.push_back(&*page->video);
    }
    return films;
  }
};

// The pages themselves: in Easy German whoever came here reads them in it.
class EasyWords : public Orientation {
 public:
  void build(Page& page) const override {
    page.keep_to_column();
    begin_within_reach(page);
    page.title(page.words("home.easy"));
    page.space(3);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      if (!pages[i]) continue;
      page_card(page, *pages[i], kSubjects[i].icon, page.theme().friendly);
      page.y += page.gap();
    }
  }
};

// A film for each, or that there is none yet.
class Signs : public Orientation {
 public:
  void build(Page& page) const override {
    page.keep_to_column();
    begin_within_reach(page);
    page.title(page.words("home.signs"));
    page.space(3);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      page.heading(page.words(kSubjects[i].key));
      const auto& item = pages[i];
      if (item && item->video && page.has_film(*item->video)) {
        page.film_button(item->video);
        continue;
      }
      page.paragraph(page.words("signs.missing"));
      page.space(3);
      if (item) page.button("article", page.words("signs.read"), {"go", "page/" + item->id}, outlined(page.theme()));
      page.space(5);
    }
  }
};

template <typename Kind>
Result<std::unique_ptr<Screen>> load(const Store& store) {
  auto screen = std::make_unique<Kind>();
  for (std::size_t i = 0; i < kSubjects.size(); ++i) {
    auto found = store.page(kSubjects[i].role);
    if (!found) return tl::make_unexpected(found.error());
    screen->pages[i] = std::move(*found);
  }
  return screen;
}

}  // namespace

void orientation_buttons(Page& page) {
  button_grid(page, {{"menu_book", page.words("home.easy"), {"easy", ""}, outlined(page.theme())},
                     {"sign_language", page.words("home.signs"), {"go", "signs"}, outlined(page.theme())}});
}

Result<std::unique_ptr<Screen>> load_orientation(const Store& store, const Ask&) { return load<EasyWords>(store); }
Result<std::unique_ptr<Screen>> load_signs(const Store& store, const Ask&) { return load<Signs>(store); }

}  // namespace treffpunkt::screens
