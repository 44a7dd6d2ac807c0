#include "kiosk/text/engine.h"

#include <pango/pangocairo.h>

#include <utility>

#include "kiosk/text/font_table.h"
#include "kiosk/text/fonts.h"
#include "kiosk/text/layout_cache.h"
#include "kiosk/text/shape.h"

namespace treffpunkt::text {
namespace {

constexpr std::size_t kLayoutsKept = 4000;

ObjectPointer<PangoContext> make_context(PangoFontMap* map) {
  ObjectPointer<PangoContext> context(pango_font_map_create_context(map));
  const FontOptionsPointer options(cairo_font_options_create());
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context.get(), options.get());
  // Glyphs are drawn at quarters of a pixel; rounded advances would space small text unevenly.
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  return context;
}

float measure_capital_height(PangoContext* context) {
  constexpr int kEm = 1000;
  const DescriptionPointer description(pango_font_description_new());
  pango_font_description_set_family_static(description.get(), kTextFamilies);
  pango_font_description_set_absolute_size(description.get(), kEm * PANGO_SCALE);
  const ObjectPointer<PangoLayout> layout(pango_layout_new(context));
  pango_layout_set_font_description(layout.get(), description.get());
  pango_layout_set_text(layout.get(), "H", 1);
  PangoRectangle ink;
  pango_layout_get_extents(layout.get(), &ink, nullptr);
  return static_cast<float>(ink.height) / PANGO_SCALE / kEm;
}

}  // namespace

struct Engine::Impl {
  FontMapPointer map;  // outlives what was made from it
  ObjectPointer<PangoContext> context;
  FontTable fonts;
  LayoutCache layouts{kLayoutsKept};
  float capital_height = 0;
};

Result<std::unique_ptr<Engine>> Engine::open(const std::filesystem::path& fonts, const std::filesystem::path& cache) {
  Result<FontMapPointer> map = open_font_map(fonts, cache);
  if (!map) return tl::make_unexpected(std::move(map).error());
  auto impl = std::make_unique<Impl>();
  impl->map = *std::move(map);
  impl->context = make_context(impl->map.get());
  impl->capital_height = measure_capital_height(impl->context.get());
  return std::unique_ptr<Engine>(new Engine(std::move(impl)));
}

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() = default;

std::shared_ptr<const Layout> Engine::layout(const Paragraph& paragraph) {
  if (auto known = impl_->layouts.find(paragraph)) return known;
  auto made = std::make_shared<const Layout>(shape(impl_->context.get(), paragraph, impl_->fonts));
  impl_->layouts.insert(paragraph, made);
  return made;
}

GlyphImage Engine::rasterise(std::uint32_t font, std::uint32_t glyph, int phase) {
  return impl_->fonts.rasterise(font, glyph, phase);
}

float Engine::capital_height() const { return impl_->capital_height; }

}  // namespace treffpunkt::text
