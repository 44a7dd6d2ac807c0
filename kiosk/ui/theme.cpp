#include "kiosk/ui/theme.h"

#include <algorithm>
#include <cmath>

#include "content/model/hue.h"

namespace treffpunkt::ui {
namespace {

constexpr Colour kNone = 0;
constexpr Colour kBlack = colour(0x000000);
constexpr Colour kWhite = colour(0xFFFFFF);
constexpr Colour kYellow = colour(0xFFD400);
constexpr Tone kContrastTone{kBlack, kWhite, kYellow, kWhite};

Tone tone(std::uint32_t fill, std::uint32_t ink) { return {colour(fill), colour(ink), colour(ink), kNone}; }

double channel(std::uint32_t value) {
  const double share = value / 255.0;
  return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) {
  return 0.2126 * channel(c & 0xff) + 0.7152 * channel(c >> 8 & 0xff) + 0.0722 * channel(c >> 16 & 0xff);
}

}  // namespace

Theme Theme::paper_theme() {
  Theme theme{};
  theme.paper = colour(0xFBF8F3);
  theme.card = colour(0xFFFFFF);
  theme.ink = colour(0x1C1B1A);
  theme.quiet_ink = colour(0x55504A);
  theme.line = colour(0xDDD5CA);
  theme.accent = colour(0x0B4F6C);
  theme.border = colour(0x7C746A);
  theme.filled = tone(0x0B4F6C, 0xFFFFFF);
  theme.danger = tone(0x972D1B, 0xFFFFFF);
  theme.header = tone(0x0B4F6C, 0xFFFFFF);
  theme.header_shade = colour(0x09445D);
  theme.header_wave = colour(0x125D7D);
  theme.soft = tone(0xE3EDF0, 0x0B4F6C);
  theme.urgent = {colour(0xF9E6E2), colour(0x7E2416), colour(0x7E2416), colour(0xE5B3A8)};
  theme.good = {colour(0xE8EFE0), colour(0x344F1F), colour(0x344F1F), colour(0xB9CDA3)};
  theme.calm = tone(0xE3EDF0, 0x0B4F6C);
  theme.friendly = tone(0xECE6F4, 0x4F3377);
  theme.shadow = colour(0x3A2E20, 16);
  theme.pressed = colour(0x0B4F6C, 46);
  theme.mark = colour(0xFCE8A6);
  theme.scrim = colour(0x1C1B1A, 150);
  return theme;
}

Theme Theme::contrast_theme() {
  Theme theme{};
  theme.high_contrast = true;
  theme.paper = theme.card = kBlack;
  theme.ink = theme.quiet_ink = kWhite;
  theme.line = theme.border = kWhite;
  theme.accent = kYellow;
  theme.filled = theme.danger = kContrastTone;
  theme.header = {kBlack, kWhite, kYellow, kNone};
  theme.header_shade = theme.header_wave = kBlack;
  theme.soft = {kBlack, kYellow, kYellow, kYellow};
  theme.urgent = theme.good = theme.calm = theme.friendly = kContrastTone;
  theme.shadow = kNone;
  theme.pressed = colour(0xFFD400, 96);
  theme.mark = colour(0x5C4D00);
  theme.scrim = colour(0x000000, 200);
  return theme;
}

Tone Theme::hue(std::string_view name) const {
  if (high_contrast) return kContrastTone;
  static constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, kHues.size()> kColours = {{
      {0xE3EDF0, 0x0B4F6C}, {0xFBEBD2, 0x6F4400}, {0xE8EFE0, 0x344F1F}, {0xF9E6E2, 0x7E2416},
      {0xECE6F4, 0x4F3377}, {0xDFF0EC, 0x0B5244}, {0xFBE7EF, 0x82194F}, {0xEEEAE3, 0x46403A}}};
  const auto found = std::find(kHues.begin(), kHues.end(), name);
  const auto index = found == kHues.end() ? kHues.size() - 1 : static_cast<std::size_t>(found - kHues.begin());
  return tone(kColours[index].first, kColours[index].second);
}

double contrast(Colour a, Colour b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace treffpunkt::ui
