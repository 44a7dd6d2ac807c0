#pragma once
// Colours. Two themes: the paper one and high contrast (black, white, yellow), each drawn on its own, never by filter.
// tests/kiosk/theme_test.cpp checks every pair that is drawn: 7:1 for text, 3:1 for icons and borders, 15:1 in
// high contrast.

#include <array>
#include <cstdint>
#include <string_view>

namespace treffpunkt::ui {

using Colour = std::uint32_t;  // as ImU32: red in the lowest byte, alpha in the highest

constexpr Colour colour(std::uint32_t rgb, std::uint32_t alpha = 255) {
  return (rgb >> 16 & 0xff) | (rgb & 0xff00) | (rgb & 0xff) << 16 | alpha << 24;
}

// A tinted area with what stands on it: a topic's tile, a chip.
struct Tone {
  Colour fill, ink, icon, border;  // border: transparent where the fill itself is enough
};

struct Theme {
  bool high_contrast = false;
  Colour paper, card, ink, quiet_ink, line;
  Colour accent;                  // what can be touched: icons, chevrons, outlines, words
  Colour border;                  // of fields and outlined buttons
  Tone filled;                    // the strong button and banner
  Tone danger;                    // 110 and 112, and what ends a private visit
  Tone header;                    // the home screen's head
  Colour header_shade, header_wave;  // the skyline in it
  Tone soft;                      // date blocks
  Tone urgent, good, calm, friendly;  // cancelled and help; free and open; neutral facts; without registration
  Colour shadow;                  // transparent: none
  Colour pressed;                 // laid over what a finger holds
  Colour mark;                    // highlighter in search results
  Colour scrim;                   // over the screen, beneath a question

  Tone hue(std::string_view name) const;  // one of content/model/hue.h; unknown: stone

  static Theme paper_theme();
  static Theme contrast_theme();
};

// WCAG 2.2 contrast ratio of two opaque colours, 1 to 21.
double contrast(Colour a, Colour b);

}  // namespace treffpunkt::ui
