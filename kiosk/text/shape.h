#pragma once
// A paragraph through Pango into a Layout: bidi, shaping, fallback and line breaks are Pango's, the grid of lines, the
// alignment and the decorations are ours. The engine's thread.

#include <pango/pango.h>

#include "kiosk/text/font_table.h"
#include "kiosk/text/paragraph.h"

namespace treffpunkt::text {

// Changes the context's language and direction. Fonts met for the first time get a number in `fonts`.
Layout shape(PangoContext* context, const Paragraph& paragraph, FontTable& fonts);

}  // namespace treffpunkt::text
