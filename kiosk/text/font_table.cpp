#include "kiosk/text/font_table.h"

#include <hb-ot.h>
#include <pango/pangocairo.h>

#include <cmath>

namespace treffpunkt::text {
namespace {

constexpr int kLargestGlyph = 2048;  // pixels of a side; nothing on a screen is larger

bool has_colour(PangoFont* font) {
  hb_face_t* face = hb_font_get_face(pango_font_get_hb_font(font));
  return hb_ot_color_has_png(face) || hb_ot_color_has_layers(face);
}

std::uint32_t straight(std::uint32_t premultiplied_argb) {
  const std::uint32_t alpha = premultiplied_argb >> 24;
  if (alpha == 0) return 0x00FFFFFF;
  const auto channel = [&](int shift) {
    const std::uint32_t value = (premultiplied_argb >> shift) & 0xFF;
    return std::min<std::uint32_t>(255, (value * 255 + alpha / 2) / alpha);
  };
  return (alpha << 24) | (channel(0) << 16) | (channel(8) << 8) | channel(16);
}

void copy_coverage(cairo_surface_t* surface, GlyphImage& image) {
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      image.pixels.push_back((static_cast<std::uint32_t>(data[y * stride + x]) << 24) | 0x00FFFFFF);
    }
  }
}

void copy_colour(cairo_surface_t* surface, GlyphImage& image) {
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < image.height; ++y) {
    const auto* row = reinterpret_cast<const std::uint32_t*>(data + y * stride);
    for (int x = 0; x < image.width; ++x) image.pixels.push_back(straight(row[x]));
  }
}

}  // namespace

std::uint32_t FontTable::number_of(PangoFont* font) {
  const auto [found, is_new] = numbers_.try_emplace(font, static_cast<std::uint32_t>(entries_.size()));
  if (is_new) {
    entries_.push_back({ObjectPointer<PangoFont>(PANGO_FONT(g_object_ref(font))), has_colour(font)});
  }
  return found->second;
}

GlyphImage FontTable::rasterise(std::uint32_t font, std::uint32_t glyph, int phase) const {
  GlyphImage image;
  if (font >= entries_.size()) return image;
  const Entry& entry = entries_[font];
  cairo_scaled_font_t* scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(entry.font.get()));
  if (scaled == nullptr) return image;
  cairo_glyph_t at{glyph, 0, 0};
  cairo_text_extents_t extents;
  cairo_scaled_font_glyph_extents(scaled, &at, 1, &extents);
  if (!(extents.width > 0 && extents.height > 0)) return image;
  // One pixel more on each side for the antialiased edge, and one to the right for the phase.
  image.left = static_cast<int>(std::floor(extents.x_bearing)) - 1;
  image.top = static_cast<int>(std::floor(extents.y_bearing)) - 1;
  image.width = static_cast<int>(std::ceil(extents.x_bearing + extents.width)) + 2 - image.left;
  image.height = static_cast<int>(std::ceil(extents.y_bearing + extents.height)) + 1 - image.top;
  if (image.width > kLargestGlyph || image.height > kLargestGlyph) return {};
  image.colour = entry.colour;

  const SurfacePointer surface(
      cairo_image_surface_create(entry.colour ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_A8, image.width, image.height));
  const CairoPointer cairo(cairo_create(surface.get()));
  cairo_set_scaled_font(cairo.get(), scaled);
  cairo_set_source_rgba(cairo.get(), 1, 1, 1, 1);
  at.x = -image.left + (entry.colour ? 0 : phase * 0.25);
  at.y = -image.top;
  if (entry.colour) {
    cairo_show_glyphs(cairo.get(), &at, 1);
  } else {
    // Cairo 1.16 rounds the position of a shown glyph to whole pixels; that of a path it does not.
    cairo_set_antialias(cairo.get(), CAIRO_ANTIALIAS_BEST);
    cairo_glyph_path(cairo.get(), &at, 1);
    cairo_fill(cairo.get());
  }
  cairo_surface_flush(surface.get());
  if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) return {};
  image.pixels.reserve(static_cast<std::size_t>(image.width) * image.height);
  entry.colour ? copy_colour(surface.get(), image) : copy_coverage(surface.get(), image);
  return image;
}

}  // namespace treffpunkt::text
