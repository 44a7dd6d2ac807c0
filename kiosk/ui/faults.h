#pragma once
// What is wrong with a scene for the person in front of it: words that are cut, that meet other words or stick out of
// their box, that are hard to read on what lies beneath; targets that a finger misses. Looks at the scene's geometry, not
// at its pixels: what lies over a picture is not judged. Pure; the UI's thread.
// Measures: docs/decisions.md (20 mm targets 2 mm apart, keys 12 mm wide; 7:1 for text, 4.5:1 for large and for disabled
// text, 3:1 for icons: WCAG 2.2 1.4.6 and 1.4.11; all but mixed yellow pairs 14:1 in high contrast).

#include <string>
#include <vector>

#include "kiosk/ui/metrics.h"
#include "kiosk/ui/scene.h"

namespace treffpunkt::ui {

// One sentence a fault, with the words it is about and the place in pixels; empty: none found.
std::vector<std::string> faults(const Scene& scene, const Metrics& metrics, bool high_contrast);

}  // namespace treffpunkt::ui
