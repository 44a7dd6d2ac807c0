// Language: every language by its own name, in its own script; no flags.

#include <algorithm>
#include <cmath>

#include "kiosk/screens/choices.h"
#include "kiosk/screens/screen.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

class LanguageScreen : public Screen {
 public:
  std::vector<std::string> languages;

  void build(Page& page) const override {
    if (languages.size() <= 12) begin_within_reach(page, 0.36f);
    page.title(page.words("language.title"));
    page.space(3);
    const float between = page.gap();
    const float speaker = page.mm(21), apart = page.mm(2), tick_room = page.mm(14);
    float widest = page.mm(60);
    for (const auto& tag : languages) {
      if (const Language* language = find_language(tag)) widest = std::max(widest, longest_word(page, language->own_name) + tick_room + speaker + apart);
    }
    const int columns = std::clamp(static_cast<int>((page.width + between) / (widest + between)), 1, 3);
    const float width = std::floor((page.width - between * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    float height = page.mm(page.metrics().small_panel() ? 21.f : 30.f);
    for (const auto& tag : languages) {
      const Language* language = find_language(tag);
      if (language) height = std::max(height, page.pen.measure(language->own_name, Type::heading, width - speaker - apart - tick_room)->height + page.mm(2));
    }
    int index = 0;
    for (const auto& tag : languages) {
      const Language* language = find_language(tag);
      if (!language) continue;
      const bool chosen = language->tag == page.words.language.tag;
      const ui::Rect place{page.left + static_cast<float>(index % columns) * (width + between),
                           page.y + static_cast<float>(index / columns) * (height + between), width, height};
      const ui::Rect rect{place.x, place.y, width - speaker - apart, height};
      const auto tone = chosen ? page.theme().filled : outlined(page.theme());
      page.pen.box(rect, tone.fill, page.mm(4), chosen && page.theme().high_contrast ? page.theme().accent : tone.border, chosen ? 5 : 2);
      if (chosen) page.pen.icon(rect.x + page.mm(4), std::round(rect.y + (height - page.mm(9)) / 2), page.mm(9), "check", tone.icon);
      ui::TextOptions options;
      options.ink = tone.ink;
      options.shaping_language = language->pango_tag;
      options.right_to_left = language->right_to_left;
      options.maximum_lines = 2;
      // Beside the tick, not under it.
      const float tick = chosen ? page.mm(12) : 0;
      page.pen.centred({rect.x + tick, rect.y, rect.width - tick, rect.height}, Type::heading, language->own_name, options);
      page.pen.target(rect, {"language", tag}, language->own_name, page.mm(4));
      if (page.says(tag)) listen(page, {place.right() - speaker, place.y, speaker, height}, *language);
      ++index;
    }
    page.y += static_cast<float>((index + columns - 1) / columns) * (height + between);
  }

 private:
  // A name of two words may stand on two lines.
  static float longest_word(Page& page, std::string_view name) {
    float width = 0;
    for (std::size_t begin = 0; begin < name.size();) {
      const auto end = std::min(name.find(' ', begin), name.size());
      const auto layout = page.pen.measure(name.substr(begin, end - begin), Type::heading, 100000);
      if (!layout->lines.empty()) width = std::max(width, std::ceil(layout->lines[0].width));
      begin = end + 1;
    }
    return width;
  }

  // For who cannot read the name: it is said.
  static void listen(Page& page, const ui::Rect& rect, const Language& language) {
    const auto tone = outlined(page.theme());
    const float icon = page.mm(12);
    page.pen.box(rect, tone.fill, page.mm(4), tone.border, 2);
    page.pen.icon(std::round(rect.x + (rect.width - icon) / 2), std::round(rect.y + (rect.height - icon) / 2), icon, "volume_up", tone.icon);
    page.pen.target(rect, {"say", std::string(language.tag)},
                    page.words("language.listen", {{"language", std::string(language.own_name)}}), page.mm(4));
  }
};

}  // namespace

std::unique_ptr<Screen> make_language(const Ask& ask) {
  auto screen = std::make_unique<LanguageScreen>();
  screen->languages = ask.languages;
  return screen;
}

}  // namespace treffpunkt::screens
