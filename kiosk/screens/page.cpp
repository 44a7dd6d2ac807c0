#include "kiosk/screens/page.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace treffpunkt::screens {

using ui::Type;

ui::Tone outlined(const ui::Theme& theme) {
  return {theme.card, theme.high_contrast ? theme.ink : theme.accent, theme.accent, theme.high_contrast ? theme.line : theme.accent};
}

Page::Page(ui::Layer& layer, const ui::Look& look, const Wording& wording, const Moment& at, const SiteConfig& place)
    : pen(layer, look, layer.viewport.width), words(wording), moment(at), site(place) {
  left = look.metrics.margin();
  width = layer.viewport.width - 2 * left;
}

bool Page::wide() const { return metrics().landscape() && metrics().width_mm() > 250; }

float Page::gap() const { return mm(metrics().small_panel() ? 3.f : 4.f); }

void Page::keep_to_column() {
  const float widest = mm(metrics().large_text ? 300.f : 260.f);
  if (width <= widest) return;
  left += std::round((width - widest) / 2);
  width = widest;
}

void Page::begin_columns(float first_share) {
  top_ = y;
  total_left_ = left;
  total_width_ = width;
  share_ = first_share;
  bottoms_[0] = bottoms_[1] = y;
  column_ = -1;
}

void Page::column(int index) {
  if (column_ >= 0) bottoms_[column_] = y;
  column_ = index;
  y = std::max(top_, bottoms_[index]);
  const float between = mm(10);
  const float first = std::round((total_width_ - between) * share_);
  left = index == 0 ? total_left_ : total_left_ + first + between;
  width = index == 0 ? first : total_width_ - between - first;
}

void Page::end_columns() {
  if (column_ >= 0) bottoms_[column_] = y;
  y = std::max(bottoms_[0], bottoms_[1]);
  left = total_left_;
  width = total_width_;
}

ui::TextOptions Page::options_for(const ChosenTranslation& chosen, ui::TextOptions options) const {
  if (chosen.fallback) {
    if (const Language* language = find_language(chosen.language)) {
      options.shaping_language = language->pango_tag;
      options.right_to_left = language->right_to_left;
    }
  }
  return options;
}

void Page::banner(const Picture& picture, float highest) {
  if (metrics().canvas_height() < mm(120)) {  // it would be all there is to see
    space(4);
    return;
  }
  const float across = wide() ? width : pen.width();
  const float aspect = static_cast<float>(std::max(1, picture.width)) / static_cast<float>(std::max(1, picture.height));
  const float height = std::round(std::min(across / aspect, metrics().height * highest));
  pen.picture({wide() ? left : 0, y, across, height}, picture.object, wide() ? mm(4) : 0);
  y += height;
  space(6);
}

void Page::title(std::string_view text) {
  y += pen.text(left, y, width, Type::title, text);
  space(3);
}

void Page::heading(std::string_view text) {
  y += pen.text(left, y, width, Type::heading, text);
  space(2.5f);
}

void Page::paragraph(std::string_view text, Type type, ui::TextOptions options) {
  y += pen.text(left, y, width, type, text, options);
}

void Page::text(const Text& content, Type type, ui::TextOptions options) {
  const auto chosen = choose(content);
  paragraph(chosen.text, type, options_for(chosen, std::move(options)));
}

void Page::note(std::string_view icon, std::string_view text, const ui::Tone& tone) {
  const float padding = mm(4), size = mm(8);
  const float inner = width - 3 * padding - size;
  ui::TextOptions options;
  options.ink = tone.ink;
  const auto layout = pen.measure(text, Type::small, inner, options);
  const float height = std::max(size, layout->height) + 2 * padding;
  pen.box({left, y, width, height}, tone.fill, mm(4), tone.border, 2);
  pen.icon(left + padding, std::round(y + (height - size) / 2), size, icon, tone.icon);
  pen.text(left + 2 * padding + size, std::round(y + (height - layout->height) / 2), inner, Type::small, text, options);
  y += height;
}

void Page::place_notices() {
  for (const auto& text : std::exchange(notices, {})) {
    note("campaign", text, theme().friendly);
    y += gap();
  }
}

ChosenTranslation Page::choose(const Text& text) const {
  const auto chosen = choose_translation(text, words.language.tag);
  if (chosen.text.empty()) return chosen;
  fallback_seen_ = fallback_seen_ || chosen.fallback;
  machine_seen_ = machine_seen_ || (!chosen.fallback && chosen.origin == Origin::machine);
  return chosen;
}

void Page::translation_note(const ChosenTranslation& chosen) {
  if (chosen.text.empty()) return;
  if (chosen.fallback) {
    fallback_said_ = true;
    note("translate",
         words("translation.missing", {{"language", words.language_name(chosen.language)}}), theme().calm);
    space(4);
  } else if (chosen.origin == Origin::machine) {
    machine_said_ = true;
    note("translate", words("translation.machine"), theme().calm);
    space(4);
  }
}

void Page::translation_footer() {
  const bool missing = fallback_seen_ && !fallback_said_, machine = machine_seen_ && !machine_said_;
  for (const auto& [say, key] : {std::pair{missing, "translation.some_missing"}, std::pair{machine, "translation.some_machine"}}) {
    if (!say) continue;
    space(3);
    note("translate", words(key), theme().calm);
  }
}

float Page::button_height(std::string_view icon, std::string_view label) const {
  const float inner = width - (icon.empty() ? mm(10) : mm(15) + mm(10));
  return std::max(mm(20), pen.measure(label, Type::body_bold, inner)->height + mm(8));
}

void Page::button(std::string_view icon, std::string_view label, ui::Action action, const ui::Tone& tone, float least) {
  const float padding = mm(5), size = mm(10);
  const float inner = width - (icon.empty() ? 2 * padding : 3 * padding + size);
  ui::TextOptions options;
  options.ink = tone.ink;
  const auto layout = pen.measure(label, Type::body_bold, inner, options);
  const float height = std::max(least, button_height(icon, label));
  const ui::Rect rect{left, y, width, height};
  pen.box(rect, tone.fill, mm(4), tone.border, 2);
  float x = left + padding;
  if (!icon.empty()) {
    pen.icon(x, std::round(y + (height - size) / 2), size, icon, tone.icon);
    x += size + padding;
  }
  if (icon.empty()) {
    pen.centred({x, y, inner, height}, Type::body_bold, label, options);
  } else {
    pen.text(x, std::round(y + (height - layout->height) / 2), inner, Type::body_bold, label, options);
  }
  pen.target(rect, std::move(action), label, mm(4));
  y += height;
}

void Page::film_button(const std::optional<Video>& film) {
  if (!film || !has_film(*film)) return;
  button("sign_language", words("film.watch"), {"film", film->object}, outlined(theme()));
  space(5);
}

void Page::fact(std::string_view icon, std::string_view strong, const std::vector<std::string>& quiet) {
  if (strong.empty() && quiet.empty()) return;
  const float size = mm(10.5f), indent = size + mm(5);
  const float top = y;
  const float first_line = metrics().line_height(strong.empty() ? Type::small : Type::card);
  pen.icon(left, std::round(y + (first_line - size) / 2), size, icon, theme().accent);
  if (!strong.empty()) y += pen.text(left + indent, y, width - indent, Type::card, strong);
  for (const auto& line : quiet) {
    ui::TextOptions options;
    options.ink = theme().quiet_ink;
    y += pen.text(left + indent, y, width - indent, Type::small, line, options);
  }
  y = std::max(y, top + size);
  space(4.5f);
}

}  // namespace treffpunkt::screens
