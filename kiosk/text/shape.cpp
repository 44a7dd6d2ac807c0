#include "kiosk/text/shape.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "kiosk/text/direction.h"
#include "kiosk/text/fonts.h"
#include "kiosk/text/utf8.h"

namespace treffpunkt::text {
namespace {

// Of Noto Sans, as shares of the em. Lines of every script stand on the same grid, that of the Latin font.
constexpr float kAscent = 1.069F, kDescent = 0.293F;

float pixels(int pango_units) { return static_cast<float>(pango_units) / PANGO_SCALE; }

// The spans with their positions in the clean text.
std::vector<Span> clean_spans(const Paragraph& paragraph, const CleanText& clean) {
  std::vector<Span> spans = paragraph.spans;
  for (Span& span : spans) {
    span.begin = clean.from_original(span.begin);
    span.end = clean.from_original(span.end);
  }
  return spans;
}

void insert(PangoAttrList* list, PangoAttribute* attribute, const Span& span) {
  attribute->start_index = static_cast<guint>(span.begin);
  attribute->end_index = static_cast<guint>(span.end);
  pango_attr_list_insert(list, attribute);
}

AttributesPointer attributes(const Paragraph& paragraph, const std::vector<Span>& spans) {
  AttributesPointer list(pango_attr_list_new());
  if (paragraph.tabular_figures) pango_attr_list_insert(list.get(), pango_attr_font_features_new("tnum=1"));
  for (const Span& span : spans) {
    if (span.begin >= span.end) continue;
    if (span.bold) insert(list.get(), pango_attr_weight_new(PANGO_WEIGHT_BOLD), span);
    if (span.italic) insert(list.get(), pango_attr_style_new(PANGO_STYLE_ITALIC), span);
  }
  return list;
}

ObjectPointer<PangoLayout> pango_layout(PangoContext* context, const Paragraph& paragraph, const CleanText& clean,
                                        const std::vector<Span>& spans) {
  const bool right_to_left = runs_right_to_left(clean.text(), paragraph.right_to_left);
  pango_context_set_language(context, pango_language_from_string(std::string(paragraph.language).c_str()));
  pango_context_set_base_dir(context, right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  ObjectPointer<PangoLayout> layout(pango_layout_new(context));
  const DescriptionPointer description(pango_font_description_new());
  pango_font_description_set_family_static(description.get(), paragraph.icons ? kIconFamily : kTextFamilies);
  pango_font_description_set_weight(description.get(), paragraph.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(description.get(), std::round(paragraph.size * PANGO_SCALE));
  pango_layout_set_font_description(layout.get(), description.get());
  // The direction is decided for the whole paragraph already (direction.h); Pango would take the first letter's.
  pango_layout_set_auto_dir(layout.get(), FALSE);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_attributes(layout.get(), attributes(paragraph, spans).get());
  if (paragraph.width > 0) {
    // Upwards: a text must fit into the width that was measured for it.
    pango_layout_set_width(layout.get(), static_cast<int>(std::ceil(paragraph.width * PANGO_SCALE)) + 1);
    if (paragraph.maximum_lines > 0) {
      pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
      pango_layout_set_height(layout.get(), -paragraph.maximum_lines);
    }
  }
  pango_layout_set_text(layout.get(), clean.text().data(), static_cast<int>(clean.text().size()));
  return layout;
}

// What the spans say about one byte.
Span style_at(const std::vector<Span>& spans, std::size_t position) {
  Span style;
  for (const Span& span : spans) {
    if (position < span.begin || position >= span.end) continue;
    style.struck |= span.struck;
    style.underlined |= span.underlined;
    style.marked |= span.marked;
    if (span.ink != 0) style.ink = span.ink;
  }
  return style;
}

// Turns Pango's lines into ours, one after the other.
class LineWriter {
 public:
  LineWriter(const Paragraph& paragraph, const std::vector<Span>& spans, FontTable& fonts, Layout& layout)
      : paragraph_(paragraph), spans_(spans), fonts_(fonts), layout_(layout) {}

  void write(const PangoLayoutLine* line, float x, float baseline) {
    line_decorations_ = layout_.decorations.size();
    for (const GSList* link = line->runs; link != nullptr; link = link->next) {
      x = write_run(*static_cast<const PangoLayoutRun*>(link->data), x, baseline);
    }
  }

 private:
  float write_run(const PangoLayoutRun& run, float x, float baseline) {
    std::optional<std::uint32_t> font;
    for (int i = 0; i < run.glyphs->num_glyphs; ++i) {
      const PangoGlyphInfo& info = run.glyphs->glyphs[i];
      const float advance = pixels(info.geometry.width);
      const auto byte = static_cast<std::size_t>(run.item->offset + run.glyphs->log_clusters[i]);
      const Span style = spans_.empty() ? Span{} : style_at(spans_, byte);
      if (advance > 0) decorate(style, x, advance, baseline);
      if (info.glyph != PANGO_GLYPH_EMPTY && (info.glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0) {
        if (!font) font = fonts_.number_of(run.item->analysis.font);
        layout_.glyphs.push_back({*font, info.glyph, x + pixels(info.geometry.x_offset),
                                  baseline + pixels(info.geometry.y_offset), style.ink});
      }
      x += advance;
    }
    return x;
  }

  void decorate(const Span& style, float x, float advance, float baseline) {
    const float size = paragraph_.size;
    const float thickness = std::max(1.0F, std::round(size / 16));
    if (style.marked) extend(Decoration::Kind::mark, style.ink, x, advance, baseline - size * 0.98F, size * 1.3F);
    if (style.underlined) {
      extend(Decoration::Kind::underline, style.ink, x, advance, baseline + std::round(size * 0.11F), thickness);
    }
    if (style.struck) {
      extend(Decoration::Kind::strike, style.ink, x, advance, baseline - std::round(size * 0.28F), thickness);
    }
  }

  // Glyphs that follow one another share one rectangle.
  void extend(Decoration::Kind kind, std::uint8_t ink, float x, float advance, float y, float height) {
    for (std::size_t i = line_decorations_; i < layout_.decorations.size(); ++i) {
      Decoration& before = layout_.decorations[i];
      if (before.kind == kind && before.ink == ink && std::abs(before.x + before.width - x) < 0.01F) {
        before.width += advance;
        return;
      }
    }
    layout_.decorations.push_back({x, y, advance, height, kind, ink});
  }

  const Paragraph& paragraph_;
  const std::vector<Span>& spans_;
  FontTable& fonts_;
  Layout& layout_;
  std::size_t line_decorations_ = 0;  // where this line's decorations begin
};

float aligned(const Paragraph& paragraph, bool right_to_left, float box, float width) {
  if (paragraph.align == Align::centre) return std::round((box - width) / 2);
  const bool left = (paragraph.align == Align::start) != right_to_left;
  return left ? 0 : std::round(box - width);
}

// From a line's top to its baseline. Icons fill their em from the baseline up.
float first_baseline(const Paragraph& paragraph, float line_height) {
  const float ascent = (paragraph.icons ? 1 : kAscent) * paragraph.size;
  const float descent = (paragraph.icons ? 0 : kDescent) * paragraph.size;
  return (line_height - ascent - descent) / 2 + ascent;
}

}  // namespace

Layout shape(PangoContext* context, const Paragraph& paragraph, FontTable& fonts) {
  const CleanText clean(paragraph.text, paragraph.maximum_lines > 0);
  const std::vector<Span> spans = clean_spans(paragraph, clean);
  const ObjectPointer<PangoLayout> pango = pango_layout(context, paragraph, clean, spans);
  const float default_height = paragraph.icons ? paragraph.size : paragraph.size * 1.4F;
  const float line_height = paragraph.line_height > 0 ? paragraph.line_height : default_height;

  Layout layout;
  std::vector<const PangoLayoutLine*> lines;
  for (const GSList* link = pango_layout_get_lines_readonly(pango.get()); link != nullptr; link = link->next) {
    const auto* line = static_cast<PangoLayoutLine*>(link->data);
    PangoRectangle logical;
    pango_layout_line_get_extents(const_cast<PangoLayoutLine*>(line), nullptr, &logical);
    lines.push_back(line);
    layout.lines.push_back({clean.to_original(line->start_index), clean.to_original(line->start_index + line->length),
                            0, pixels(logical.width), 0, line->resolved_dir == PANGO_DIRECTION_RTL});
    layout.width = std::max(layout.width, pixels(logical.width));
  }

  const float box = paragraph.width > 0 ? paragraph.width : std::ceil(layout.width);
  LineWriter writer(paragraph, spans, fonts, layout);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = layout.lines[i];
    line.x = aligned(paragraph, line.right_to_left, box, line.width);
    line.baseline = std::round(static_cast<float>(i) * line_height + first_baseline(paragraph, line_height));
    writer.write(lines[i], line.x, line.baseline);
  }
  layout.height = static_cast<float>(lines.size()) * line_height;
  layout.unknown_glyphs = pango_layout_get_unknown_glyphs_count(pango.get());
  layout.ellipsized = pango_layout_is_ellipsized(pango.get());
  layout.right_to_left = !layout.lines.empty() && layout.lines.front().right_to_left;
  return layout;
}

}  // namespace treffpunkt::text
