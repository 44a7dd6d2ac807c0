#pragma once
// Everything that decides how a scene looks, apart from what it says: sizes, colours, language of layout, text engine.
// Made anew when the visitor changes language, size or contrast. One thread, the UI's.

#include <string_view>

#include "kiosk/text/engine.h"
#include "kiosk/ui/metrics.h"
#include "kiosk/ui/theme.h"

namespace treffpunkt::ui {

struct Look {
  Metrics metrics;
  Theme theme;
  text::Engine* engine = nullptr;       // outlives every Look
  std::string_view shaping_language;    // Language::pango_tag
  bool right_to_left = false;           // the whole layout is mirrored
};

}  // namespace treffpunkt::ui
