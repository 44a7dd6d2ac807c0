#pragma once
// Owners of what the Pango family hands out. Inside kiosk/text only.

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <pango/pango.h>

#include <memory>

namespace treffpunkt::text {

template <auto Release>
struct ReleaseWith {
  template <typename T>
  void operator()(T* handle) const {
    Release(handle);
  }
};

template <typename T>
using ObjectPointer = std::unique_ptr<T, ReleaseWith<g_object_unref>>;
using AttributesPointer = std::unique_ptr<PangoAttrList, ReleaseWith<pango_attr_list_unref>>;
using DescriptionPointer = std::unique_ptr<PangoFontDescription, ReleaseWith<pango_font_description_free>>;
using LineIteratorPointer = std::unique_ptr<PangoLayoutIter, ReleaseWith<pango_layout_iter_free>>;
using FontOptionsPointer = std::unique_ptr<cairo_font_options_t, ReleaseWith<cairo_font_options_destroy>>;
using SurfacePointer = std::unique_ptr<cairo_surface_t, ReleaseWith<cairo_surface_destroy>>;
using CairoPointer = std::unique_ptr<cairo_t, ReleaseWith<cairo_destroy>>;
using FontConfigPointer = std::unique_ptr<FcConfig, ReleaseWith<FcConfigDestroy>>;

}  // namespace treffpunkt::text
