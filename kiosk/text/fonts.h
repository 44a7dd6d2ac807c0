#pragma once
// Our fonts, and only ours, as a Pango font map: a private fontconfig that knows one folder and nothing of the system's
// fonts or settings, so that a text looks the same on every machine. The engine's thread.

#include <pango/pango.h>

#include <filesystem>

#include "content/result/error.h"
#include "kiosk/text/pango_pointers.h"

namespace treffpunkt::text {

// Pango does not give back the configuration that a map was made with: taken away before the map goes.
void release_font_map(PangoFontMap* map);
using FontMapPointer = std::unique_ptr<PangoFontMap, ReleaseWith<release_font_map>>;

// The families of text in the order in which a character is looked for in them, and that of the icons.
extern const char* const kTextFamilies;
extern const char* const kIconFamily;

// `fonts`: the build's font folder; an Error when Noto Sans or the icons are not in it. `cache`: a writable folder for
// what fontconfig finds out about the files; empty: it is found out again at each start (some milliseconds).
Result<FontMapPointer> open_font_map(const std::filesystem::path& fonts, const std::filesystem::path& cache);

}  // namespace treffpunkt::text
